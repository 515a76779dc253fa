#pragma once
// (private to model) Channels of the networks that share the layout of networks/lite.cpp. Torch-free: the module and
// the plan of the fused executor read the same numbers.

namespace tw::model {

struct LiteWidths {
    const char* architecture;
    int stem, stage2, stage3, stage4, stage5; // of the backbone, stride 2, 4, 8, 16, 32
    int neck16, neck8, neck4;                 // of the neck, by stride
};

inline constexpr LiteWidths kLiteWidths{.architecture = "lite",
                                        .stem = 16,
                                        .stage2 = 32,
                                        .stage3 = 64,
                                        .stage4 = 128,
                                        .stage5 = 256,
                                        .neck16 = 128,
                                        .neck8 = 64,
                                        .neck4 = 64};
// Twice as wide from stride 8 on. The large maps, of stride 2 and 4, keep their width.
inline constexpr LiteWidths kStandardWidths{.architecture = "standard",
                                            .stem = 16,
                                            .stage2 = 32,
                                            .stage3 = 128,
                                            .stage4 = 256,
                                            .stage5 = 512,
                                            .neck16 = 256,
                                            .neck8 = 128,
                                            .neck4 = 64};

} // namespace tw::model
