#!/usr/bin/env python3
"""dla_34 at 1088 x 608: its layers in PyTorch with torchvision's deformable convolution, and our network, in turn.

    /usr/bin/python3 tests/benchmarks/compare_network.py --program BUILD/bin/bench_model [--pairs 7]

(packages as for compare_dcn.py; in the root of the source tree, where bench_model finds the lists of weights). Theirs:
every convolution, batch norm and ReLU of the published network with its size, one after the other, all heads dense, as it
runs there; sums and joined maps are left out, which favours theirs. All processors, by the clock; medians.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

from compare_dcn import SHAPES, layer

# height and width of the output, channels in, channels out, kernel, stride, how often
FULL, HALF, L2, L3, L4, L5 = (608, 1088), (304, 544), (152, 272), (76, 136), (38, 68), (19, 34)
PLAIN = [
    (FULL, 3, 16, 7, 1, 1), (FULL, 16, 16, 3, 1, 1), (HALF, 16, 32, 3, 2, 1),
    (L2, 32, 64, 3, 2, 1), (L2, 64, 64, 3, 1, 3), (L2, 128, 64, 1, 1, 1), (L2, 32, 64, 1, 1, 1),
    (L3, 64, 128, 3, 2, 1), (L3, 128, 128, 3, 1, 7), (L3, 64, 128, 1, 1, 1), (L3, 256, 128, 1, 1, 1),
    (L3, 448, 128, 1, 1, 1),
    (L4, 128, 256, 3, 2, 1), (L4, 256, 256, 3, 1, 7), (L4, 128, 256, 1, 1, 1), (L4, 512, 256, 1, 1, 1),
    (L4, 896, 256, 1, 1, 1),
    (L5, 256, 512, 3, 2, 1), (L5, 512, 512, 3, 1, 3), (L5, 256, 512, 1, 1, 1), (L5, 1280, 512, 1, 1, 1),
]
# size of the input, channels, factor, how often: the depthwise transposed convolutions
UP = [(L5, 256, 2, 1), (L4, 128, 2, 2), (L3, 64, 2, 4), (L4, 64, 4, 1)]
HEADS = [1, 4, 128, 2]


def network(torch, deform_conv2d, bf16):
    """`bf16`: channels last and torch.autocast in bfloat16; torchvision's operator runs in float32 there."""
    nn = torch.nn
    steps = []
    formats = {"memory_format": torch.channels_last} if bf16 else {}
    for (height, width), channels, outputs, kernel, stride, count in PLAIN:
        steps += [(nn.Sequential(nn.Conv2d(channels, outputs, kernel, stride, kernel // 2, bias=False),
                                 nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)).eval(),
                   torch.randn(1, channels, height * stride, width * stride))] * count
    for (height, width), channels, factor, count in UP:
        steps += [(nn.ConvTranspose2d(channels, channels, 2 * factor, factor, factor // 2, groups=channels, bias=False),
                   torch.randn(1, channels, height, width))] * count
    for outputs in HEADS:
        steps.append((nn.Sequential(nn.Conv2d(64, 256, 3, padding=1), nn.ReLU(inplace=True),
                                    nn.Conv2d(256, outputs, 1)).eval(), torch.randn(1, 64, *L2)))
    steps = [(module.to(**formats), image.to(**formats)) for module, image in steps]
    deformable = [layer(torch, deform_conv2d, shape) for shape in SHAPES]

    def run():
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            for module, image in steps:
                module(image)
            middle = time.perf_counter()
            for one in deformable:
                one()
        return middle

    return run


def ours(program, precision):
    command = [program, f"--benchmark_filter=^BM_Network/dla_34/1088x608/{precision}/all/", "--benchmark_format=json",
               "--benchmark_min_time=1"]
    entries = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["benchmarks"]
    if len(entries) != 1 or entries[0].get("error_occurred"):
        sys.exit(f"{program} did not measure {precision}: {entries}")
    return entries[0]["real_time"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="bench_model of a release build")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--precisions", default="fp32,bf16")
    arguments = parser.parse_args()
    os.environ.setdefault("ATEN_CPU_CAPABILITY", "avx512")
    import torch
    import torchvision
    threads = len(os.sched_getaffinity(0))
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    peers = {"fp32": network(torch, torchvision.ops.deform_conv2d, False),
             "autocast bf16": network(torch, torchvision.ops.deform_conv2d, True)}
    for run in peers.values():
        run()
    precisions = arguments.precisions.split(",")
    plain, deformable = {name: [] for name in peers}, {name: [] for name in peers}
    mine = {precision: [] for precision in precisions}
    for _ in range(arguments.pairs):
        for name, run in peers.items():
            start = time.perf_counter()
            middle = run()
            plain[name].append((middle - start) * 1000)
            deformable[name].append((time.perf_counter() - middle) * 1000)
        for precision in precisions:
            mine[precision].append(ours(arguments.program, precision))
    whole = {name: statistics.median(a + b for a, b in zip(plain[name], deformable[name])) for name in peers}
    print(f"torch {torch.__version__}, torchvision {torchvision.__version__}, {threads} thread(s), {arguments.pairs} "
          "pairs, clock in ms")
    for name in peers:
        print(f"theirs, {name}: {whole[name]:.1f}   (plain layers {statistics.median(plain[name]):.1f}, deformable "
              f"{statistics.median(deformable[name]):.1f})")
    for precision in precisions:
        median = statistics.median(mine[precision])
        ratios = ", ".join(f"{whole[name] / median:.1f} times {name}" for name in peers)
        print(f"ours, {precision}: {median:.1f}   {ratios}")


if __name__ == "__main__":
    main()
