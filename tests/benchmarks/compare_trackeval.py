#!/usr/bin/env python3
"""Our evaluation and TrackEval (PyPI: trackeval, numpy) in turn on the same files.

    python3 -m venv venv && venv/bin/pip install numpy trackeval
    venv/bin/python compare_trackeval.py --program BUILD/bin/time_evaluation --golden FOLDER [--copies 6] [--pairs 7]

The golden sequences are copied under other names until they have about the size of MOT17-train. Times are those inside
each program: start-up of Python and imports do not count. Prints the medians of both, their ratio, and the largest
difference of any figure.
"""
import argparse
import contextlib
import io
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

for name, kind in (("float", float), ("int", int), ("bool", bool)):  # older releases use names that numpy dropped
    if not hasattr(np, name):
        setattr(np, name, kind)
import trackeval  # noqa: E402


def tile(golden: pathlib.Path, root: pathlib.Path, benchmark: str, tracker: str, copies: int) -> int:
    """Writes `copies` of each golden sequence in TrackEval's layout; returns the number of ground-truth lines."""
    truth = root / "gt" / f"{benchmark}-train"
    result = root / "trackers" / f"{benchmark}-train" / tracker / "data"
    result.mkdir(parents=True)
    lines = 0
    names = []
    for folder in sorted((golden / "gt" / benchmark).iterdir()):
        for copy in range(copies):
            name = f"{folder.name}-{copy}"
            names.append(name)
            (truth / name / "gt").mkdir(parents=True)
            shutil.copyfile(folder / "gt" / "gt.txt", truth / name / "gt" / "gt.txt")
            shutil.copyfile(folder / "seqinfo.ini", truth / name / "seqinfo.ini")
            shutil.copyfile(golden / "results" / benchmark / tracker / f"{folder.name}.txt", result / f"{name}.txt")
            lines += sum(1 for _ in open(truth / name / "gt" / "gt.txt"))
    maps = root / "gt" / "seqmaps"
    maps.mkdir()
    (maps / f"{benchmark}-train.txt").write_text("name\n" + "\n".join(names) + "\n")
    return lines


def run_trackeval(root: pathlib.Path, benchmark: str, tracker: str, cores: int):
    quiet = {"PRINT_CONFIG": False, "PRINT_RESULTS": False, "TIME_PROGRESS": False, "OUTPUT_SUMMARY": False,
             "OUTPUT_DETAILED": False, "PLOT_CURVES": False, "USE_PARALLEL": cores > 1, "NUM_PARALLEL_CORES": cores,
             "LOG_ON_ERROR": None}
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter()
        evaluator = trackeval.Evaluator(quiet)
        dataset = trackeval.datasets.MotChallenge2DBox(
            {"GT_FOLDER": str(root / "gt"), "TRACKERS_FOLDER": str(root / "trackers"), "BENCHMARK": benchmark,
             "TRACKERS_TO_EVAL": [tracker], "PRINT_CONFIG": False, "SPLIT_TO_EVAL": "train"})
        metrics = [trackeval.metrics.HOTA({"PRINT_CONFIG": False}), trackeval.metrics.CLEAR({"PRINT_CONFIG": False}),
                   trackeval.metrics.Identity({"PRINT_CONFIG": False})]
        results, _ = evaluator.evaluate([dataset], metrics)
        milliseconds = 1000 * (time.perf_counter() - start)
    return milliseconds, results["MotChallenge2DBox"][tracker]


def run_ours(program: str, root: pathlib.Path, benchmark: str, tracker: str, cores: int):
    done = subprocess.run([program, str(root), benchmark, tracker, str(cores)], check=True, capture_output=True)
    return json.loads(done.stdout)


def largest_difference(ours, theirs) -> float:
    worst = 0.0
    for sequence, scores in ours.items():
        parts = theirs[sequence]["pedestrian"]
        flat = {**parts["HOTA"], **parts["CLEAR"], **parts["Identity"]}
        for name, value in scores.items():
            worst = max(worst, abs(value - float(np.mean(flat[name]))))
    return worst


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--golden", required=True, type=pathlib.Path)
    parser.add_argument("--benchmark", default="MOT17")
    parser.add_argument("--tracker", default="MPNTrack")
    parser.add_argument("--copies", type=int, default=6)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--cores", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        lines = tile(arguments.golden, root, arguments.benchmark, arguments.tracker, arguments.copies)
        ours, theirs, theirs_parallel, ratios, stages = [], [], [], [], []
        for _ in range(arguments.pairs):
            mine = run_ours(arguments.program, root, arguments.benchmark, arguments.tracker, arguments.cores)
            alone, results = run_trackeval(root, arguments.benchmark, arguments.tracker, 1)
            both, _ = run_trackeval(root, arguments.benchmark, arguments.tracker, arguments.cores)
            ours.append(mine["total_ms"])
            stages.append((mine["read_ms"], mine["score_ms"]))
            theirs.append(alone)
            theirs_parallel.append(both)
            ratios.append(alone / mine["total_ms"])
        median = statistics.median
        print(f"{lines} ground-truth lines, {arguments.pairs} runs in turn, medians")
        print(f"ours, {arguments.cores} threads:       {median(ours):9.1f} ms "
              f"(reading {median([s[0] for s in stages]):.1f}, scoring {median([s[1] for s in stages]):.1f})")
        print(f"TrackEval:              {median(theirs):9.1f} ms")
        print(f"TrackEval, {arguments.cores} processes: {median(theirs_parallel):9.1f} ms")
        print(f"ratio to TrackEval:     {median(ratios):9.1f}")
        print(f"ratio to {arguments.cores} processes:   {median(theirs_parallel) / median(ours):9.1f}")
        worst = largest_difference(mine["scores"], results)
        print(f"largest difference of a figure: {worst:.3g}")
        return 0 if worst < 1e-9 else 1


if __name__ == "__main__":
    sys.exit(main())
