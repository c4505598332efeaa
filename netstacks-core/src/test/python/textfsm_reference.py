"""Measures the reference engine on the same corpus as ParseBenchmarkDriver, which runs this; one JSON object a line.

Arguments: the folder that holds the package textfsm; the folder of the unpacked corpus (templates, tests, ntc-public.jsonl).
CPU time of this process, like the driver's.
"""

import io
import json
import os
import re
import statistics
import sys
import time

sys.path.insert(0, sys.argv[1])
import textfsm  # noqa: E402
from textfsm import clitable  # noqa: E402

ROOT = sys.argv[2]
ROUNDS = 3


def timed(work):
    start = time.process_time()
    result = work()
    return 1000 * (time.process_time() - start), result


def report(case, milliseconds, **more):
    print(json.dumps({"engine": "python", "case": case, "cpu_ms": round(milliseconds, 2), **more}), flush=True)


def main():
    fixtures = [json.loads(line) for line in open(os.path.join(ROOT, "ntc-public.jsonl"))]
    outputs = [open(os.path.join(ROOT, f["raw"]), newline=None, encoding="utf-8").read() for f in fixtures]
    names = sorted({name for f in fixtures for name in f["templates"]})
    sources = {name: open(os.path.join(ROOT, "templates", name)).read() for name in names}

    def compile_all():
        re.purge()
        return {name: textfsm.TextFSM(io.StringIO(source)) for name, source in sources.items()}

    def parse(pathological):
        rows = 0
        for fixture, output in zip(fixtures, outputs):
            if ("cisco_s300/show_vlan/" in fixture["raw"]) == pathological:
                for name in fixture["templates"]:
                    compiled[name].Reset()
                    rows += len(compiled[name].ParseText(output))
        return rows

    times = [timed(compile_all)[0] for _ in range(ROUNDS)]
    compiled = compile_all()
    for pathological in (False, True):
        runs = [timed(lambda: parse(pathological)) for _ in range(ROUNDS)]
        report("parse " + ("pathological" if pathological else "corpus"),
               statistics.median(r[0] for r in runs), rows=runs[0][1])
    report("compile", statistics.median(times), templates=len(names))
    table = clitable.CliTable("index", os.path.join(ROOT, "templates"))
    lookups = lambda: [  # noqa: E731
        table.index.GetRowMatch({"Platform": f["platform"], "Command": f["command"]}) for f in fixtures]
    report("lookup", statistics.median(timed(lookups)[0] for _ in range(ROUNDS)), lookups=len(fixtures))


main()
