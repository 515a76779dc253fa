#pragma once
// (private to model) 3 x 3 convolutions of stride 1 in float32 by Winograd's F(4 x 4, 3 x 3): a quarter of the
// products. Rounding grows to some 1e-5 of the largest value, inside the gate of 1e-4 for a whole network.

#include "core/model/executors/steps.h"

namespace tw::model {

// Deep and wide enough that the transforms pay, and of a form that the steps can take.
bool suitsWinograd(const ConvSpec<float>& spec);

// One step that carries blocks of tiles through all three stages inside the second-level cache, or, where the
// transformed weights alone exceed it, three steps that pass over all tiles.
void addWinograd(PlanBuilder<float>& builder, const ConvSpec<float>& spec);
std::unique_ptr<Step<float>> makeWinogradHeatStep(const ConvSpec<float>& spec, const DotSpec<float>& dot);

} // namespace tw::model
