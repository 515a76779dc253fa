#!/usr/bin/env python3
"""The sixteen deformable layers of dla_34 at 1088 x 608: torchvision's operator and ours in turn.

    apt-get install python3-torch python3-torchvision        # Debian's, on the LibTorch that the program uses
    /usr/bin/python3 tests/benchmarks/compare_dcn.py --program BUILD/bin/bench_model [--pairs 7] [--threads N]

(or torch and torchvision of PyPI in a virtual environment). Both sides compute the whole layer: the convolution to
offsets and masks, the deformable convolution, batch norm and ReLU; ours has the batch norm in its weights, theirs runs
it. One layer at a time: theirs, ours, theirs, ours; medians. --threads 0, all processors, compares by the clock, and the
ratio is what a person sees: torchvision's operator samples on one thread whatever is set, ours on all. --threads 1
compares the processor time of all threads together, which other programs on the machine disturb less. Layers of the
same shape are measured once and counted as often as they occur.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

# height, width, channels in, channels out: the order of bench_model
SHAPES = [
    (19, 34, 512, 256), (38, 68, 256, 256), (38, 68, 256, 128), (76, 136, 128, 128),
    (38, 68, 256, 128), (76, 136, 128, 128), (76, 136, 128, 64), (152, 272, 64, 64),
    (76, 136, 128, 64), (152, 272, 64, 64), (76, 136, 128, 64), (152, 272, 64, 64),
    (76, 136, 128, 64), (152, 272, 64, 64), (38, 68, 256, 64), (152, 272, 64, 64),
]


def layer(torch, deform_conv2d, shape):
    height, width, channels, outputs = shape
    image = torch.randn(1, channels, height, width)
    offsets = torch.nn.Conv2d(channels, 27, 3, padding=1)
    torch.nn.init.normal_(offsets.weight, 0, 0.3 * (2 / (9 * channels)) ** 0.5)
    torch.nn.init.normal_(offsets.bias, 0, 1)
    weight = torch.randn(outputs, channels, 3, 3) * (2 / (9 * channels)) ** 0.5
    bias = torch.randn(outputs) * 0.1
    norm = torch.nn.BatchNorm2d(outputs).eval()

    def run():
        with torch.inference_mode():
            raw = offsets(image)
            mask = raw[:, 18:].sigmoid()
            return norm(deform_conv2d(image, raw[:, :18], weight, bias, padding=1, mask=mask)).relu_()

    return run


def theirs(run, by_clock):
    now = time.perf_counter if by_clock else time.process_time
    start = now()
    run()
    return (now() - start) * 1000


def ours(program, kernels, number, by_clock):
    threads = "all" if by_clock else "1thread"
    command = [program, f"--benchmark_filter=^BM_Deformable/{number}/{kernels}/.*/{threads}/", "--benchmark_format=json",
               "--benchmark_min_time=0.05"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    entries = json.loads(out)["benchmarks"]
    if len(entries) != 1 or entries[0].get("error_occurred"):
        sys.exit(f"{program} did not measure layer {number} with {kernels}: {entries}")
    return entries[0]["real_time" if by_clock else "cpu_time"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="bench_model of a release build")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1, choices=(0, 1), help="0: all, by the clock")
    parser.add_argument("--kernels", default="AVX-512,AVX-512 BF16", help="names of bench_model, comma between")
    parser.add_argument("--layers", default=None, help="numbers of the layers, comma between; default all")
    arguments = parser.parse_args()
    os.environ.setdefault("ATEN_CPU_CAPABILITY", "avx512")
    import torch
    import torchvision
    by_clock = arguments.threads == 0
    threads = len(os.sched_getaffinity(0)) if by_clock else 1
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    names = arguments.kernels.split(",")
    chosen = range(len(SHAPES)) if arguments.layers is None else [int(n) for n in arguments.layers.split(",")]
    counts = {}
    for number in chosen:
        first = SHAPES.index(SHAPES[number])
        counts[first] = counts.get(first, 0) + 1
    print(f"torch {torch.__version__}, torchvision {torchvision.__version__}, {threads} thread(s), "
          f"{arguments.pairs} pairs, {'clock' if by_clock else 'processor time'} in ms")
    print("layer                      times  torchvision  " + "  ".join(f"{name:>14} ratio" for name in names))
    total = [0.0] * (len(names) + 1)
    for number, count in counts.items():
        run = layer(torch, torchvision.ops.deform_conv2d, SHAPES[number])
        run()
        times = [[] for _ in total]
        for _ in range(arguments.pairs):
            times[0].append(theirs(run, by_clock))
            for i, name in enumerate(names):
                times[i + 1].append(ours(arguments.program, name, number, by_clock))
        medians = [statistics.median(t) for t in times]
        total = [a + count * b for a, b in zip(total, medians)]
        height, width, channels, outputs = SHAPES[number]
        print(f"{number:2} {channels:3} to {outputs:3}, {width:3}x{height:3}  {count:6}  {medians[0]:11.1f}  " +
              "  ".join(f"{m:14.2f} {medians[0] / m:5.1f}" for m in medians[1:]), flush=True)
    print(f"all                        {sum(counts.values()):5}  {total[0]:11.1f}  " + "  ".join(f"{t:14.2f} {total[0] / t:5.1f}" for t in total[1:]))


if __name__ == "__main__":
    main()
