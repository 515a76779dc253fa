#pragma once
// (private to model and training) "yolo": the small YOLOv5 trunk and neck with FairMOT's heads, embedding of 64.
//
// Source: facts of the published FairMOT YOLOv5s model; keys as in its file.

#include "core/model/networks/network.h"

namespace tw::model {

std::shared_ptr<Network> makeYolo(const HeadOptions& heads);

} // namespace tw::model
