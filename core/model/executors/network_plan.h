#pragma once
// (private to model) One function for each architecture: from weights by name to the steps up to the feature map that
// the heads read. The heads themselves are the same for all and are added by the fused executor.

#include "core/model/executors/folded_conv.h"
#include "core/model/executors/plan.h"

#include <string>

namespace tw::model {

struct TrunkPlan {
    Map features; // stride 4, padded by one pixel
    kernels::Activation headActivation = kernels::Activation::Relu;
};

// What the re-identification network is made of besides its last layer (networks/reid_network.h).
struct ReidPlan {
    Map stride16, stride32;
};
template <class T>
ReidPlan planReid(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size);

// Errors are kept in `source`.
template <class T>
TrunkPlan planLite(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size);
template <class T>
TrunkPlan planStandard(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size);

template <class T>
TrunkPlan planDla34(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size);
template <class T>
TrunkPlan planDlaConv34(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size);

} // namespace tw::model
