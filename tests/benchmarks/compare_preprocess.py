#!/usr/bin/env python3
"""A picture to the network's input: OpenCV in Python, as the published program does it, and ours in turn.

    python3 tests/benchmarks/compare_preprocess.py --program BUILD/bin/bench_model [--pairs 7]

(needs numpy and cv2: Debian's python3-opencv or PyPI's opencv-python). Theirs: cv2.resize with INTER_AREA, a grey border,
BGR to RGB planes, float32 / 255. Ours: "planes" does the same work to the same numbers; "rows" is what tracking does on
the decoder's thread, 8 bits to 8 bits, after which the network's first step makes numbers of them. One thread each;
medians of the processor time.
"""
import argparse
import json
import statistics
import subprocess
import sys
import time


def theirs(cv2, numpy, image, size):
    height, width = image.shape[:2]
    ratio = min(size[1] / height, size[0] / width)
    shape = (round(width * ratio), round(height * ratio))
    dw, dh = (size[0] - shape[0]) / 2, (size[1] - shape[1]) / 2
    start = time.process_time()
    small = cv2.resize(image, shape, interpolation=cv2.INTER_AREA)
    boxed = cv2.copyMakeBorder(small, round(dh - 0.1), round(dh + 0.1), round(dw - 0.1), round(dw + 0.1),
                               cv2.BORDER_CONSTANT, value=(127.5, 127.5, 127.5))
    planes = numpy.ascontiguousarray(boxed[:, :, ::-1].transpose(2, 0, 1), dtype=numpy.float32)
    planes /= 255.0
    return (time.process_time() - start) * 1000


def ours(program, kind, image, size):
    command = [program, f"--benchmark_filter=^BM_Preprocess/{kind}/{image[0]}x{image[1]}/{size[0]}x{size[1]}$",
               "--benchmark_format=json", "--benchmark_min_time=0.05"]
    entries = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["benchmarks"]
    if len(entries) != 1 or entries[0].get("error_occurred"):
        sys.exit(f"{program} did not measure {kind}: {entries}")
    return entries[0]["cpu_time"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="bench_model of a release build")
    parser.add_argument("--pairs", type=int, default=7)
    arguments = parser.parse_args()
    import cv2
    import numpy
    cv2.setNumThreads(1)
    print(f"cv2 {cv2.__version__}, numpy {numpy.__version__}, {arguments.pairs} pairs, processor time in ms")
    print("image      network       cv2    planes ratio      rows ratio")
    for image in ((1920, 1080), (1280, 720)):
        for size in ((1088, 608), (576, 320)):
            picture = numpy.random.default_rng(1).integers(0, 256, (image[1], image[0], 3), dtype=numpy.uint8)
            theirs(cv2, numpy, picture, size)
            times = [[], [], []]
            for _ in range(arguments.pairs):
                times[0].append(theirs(cv2, numpy, picture, size))
                times[1].append(ours(arguments.program, "planes", image, size))
                times[2].append(ours(arguments.program, "rows", image, size))
            base, planes, rows = (statistics.median(t) for t in times)
            print(f"{image[0]:4}x{image[1]:<4}  {size[0]:4}x{size[1]:<4} {base:8.2f}  {planes:8.2f} {base / planes:5.1f}"
                  f"  {rows:8.2f} {base / rows:5.1f}", flush=True)


if __name__ == "__main__":
    main()
