#!/usr/bin/env python3
"""Builds sites from N invented reports and prints seconds, pages and peak memory, beside `cp -r` of the same output.

    cargo build --release && python3 benches/reports.py [--in FOLDER] [N ...]        (default: 1000 10000)

The site alone, without PDFs, which have a bench of their own. A file system on a disk searches longer among the inodes
of files deleted minutes before; `--in /dev/shm` measures the program without it.

A year has 25 actions of 12 indicators and 40 reporting periods: 1,000 reports. More reports are more years, as a city
that goes on would have them. Each figure is the best of three runs; on a noisy machine only the ratios say something.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARY = os.path.join(ROOT, "target", "release", "tongbao")
ACTIONS, INDICATORS, ROUNDS = 25, 12, 3


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def foundation(content, years):
    write(f"{content}/site.yaml", "name: 测速\npublisher: 某市人民政府办公室\ndemo: true\ndekads: [D1, D2]\n")
    units = "".join(f"- {{id: unit-{u}, name: 第{u}局, kind: 市政府部门}}\n" for u in range(1, 41))
    write(f"{content}/units.yaml", units)
    regions = "".join(f"  - {{id: region-{r}, name: 第{r}县, group: 县市, order: {r}}}\n" for r in range(1, 10))
    write(f"{content}/regions.yaml", f"groups: [县市]\nregions:\n{regions}")
    days = "".join(f"{y}: {{source: 国办通知, holidays: [{y}-01-01, {y}-10-01..{y}-10-07], workdays: []}}\n" for y in years + [years[-1] + 1])
    write(f"{content}/calendar.yaml", days)
    shutil.copytree(f"{ROOT}/themes", f"{os.path.dirname(content)}/themes", dirs_exist_ok=True)


def plan(content, year):
    base = f"{content}/plan/{year}"
    write(f"{base}/plan.md", f"---\nnumber: 某政发〔{year}〕1号\nname: 某市{year}年方案\nissuer: 某市人民政府\ndated: {year}-01-10\n---\n\n概述。\n")
    shutil.copy(f"{ROOT}/tests/city/plan/2024/method.yaml", f"{base}/method.yaml")
    with open(f"{base}/method.yaml", encoding="utf-8") as file:
        text = file.read().replace("2024", str(year))
    write(f"{base}/method.yaml", text.replace(f", first: {year}-03-D1", "").replace(f", first: {year}-02", ""))
    for a in range(1, ACTIONS + 1):
        tasks = "".join(f"  - {{id: 1-{t}, title: 任务{t}, duty: 第{(a + t) % 40 + 1}局牵头，第{(a + t + 1) % 40 + 1}局等按职责分工负责}}\n" for t in range(1, 9))
        rows = ""
        for i in range(1, INDICATORS + 1):
            frequency = "dekad" if i <= 2 else "quarter" if i <= 4 else "month"
            rows += f"  - {{id: a{a}-i{i}, name: 指标{a}之{i}, unit: 个, kind: cumulative, target: {{ge: {1000 + i}}}, frequency: {frequency}, says: 完成{1000 + i}个, at: 1-{(i - 1) % 8 + 1}}}\n"
        write(
            f"{base}/actions/action-{a}.md",
            f"---\nid: action-{a}\nordinal: {a}\nname: 第{a}行动\ntask_force: {{convener: 副秘书长, office: 第{a % 40 + 1}局, members: [第{a % 40 + 1}局], members_open: true}}\n"
            f"sections: {{1: {{title: 任务}}}}\ntasks:\n{tasks}indicators:\n{rows}---\n\n概述。\n",
        )


def reports(content, year):
    count = 0
    days = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for month in range(1, 13):
        ends = [(f"{year}-{month:02}-D1", 10, (1, 2)), (f"{year}-{month:02}-D2", 20, (1, 2)), (f"{year}-{month:02}", days[month - 1], (1, 2) + tuple(range(5, INDICATORS + 1)))]
        if month % 3 == 0:
            ends.append((f"{year}-Q{month // 3}", days[month - 1], (3, 4)))
        for period, day, which in ends:
            for a in range(1, ACTIONS + 1):
                done = lambda i: (month - 1) * 85 + day * (2 + (a + i) % 2)
                values = "".join(f"  a{a}-i{i}: {{value: {done(i)}, base: {done(i) - 20 if done(i) > 20 else 1}}}\n" for i in which)
                first = which[0]
                filed = f"{year}-{month:02}-{day:02}"
                write(
                    f"{content}/reports/{period}/action-{a}.md",
                    f"---\naction: action-{a}\nperiod: {period}\ncutoff: {filed}\nnature: 快报\nfiled: {{unit: 第{a % 40 + 1}局, date: {filed}}}\nindicators:\n{values}---\n\n"
                    f"## 进展\n\n截至{month}月{day}日，完成[{done(first)}个](=a{a}-i{first}.累计)。**重点工作**按计划推进，详见附表。\n",
                )
                count += 1
    return count


def run(command):
    """Seconds and peak memory (MiB) of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command}: {errors.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def measure(wanted, folder):
    with tempfile.TemporaryDirectory(dir=folder) as work:
        content, output = f"{work}/content", f"{work}/output"
        years = list(range(2020, 2020 + max(1, wanted // 1000)))
        foundation(content, years)
        made = 0
        for year in years:
            plan(content, year)
            made += reports(content, year)
        best, again, memory, copy = [], [], 0, []
        for round in range(ROUNDS):
            # Each in a place of its own, and nothing deleted before the end: a file system that has just lost
            # many files looks longer for room, and would slow down only what comes next.
            output = f"{work}/output-{round}"
            build = [BINARY, "--content", content, "build", "--no-pdf", "--output", output]
            seconds, peak = run(build)
            best.append(seconds)
            memory = max(memory, peak)
            copy.append(run(["cp", "-r", output, f"{work}/copy-{round}"])[0])
            again.append(run(build)[0])
        check = min(run([BINARY, "--content", content, "check"])[0] for _ in range(ROUNDS))
        files = [os.path.join(d, f) for d, _, names in os.walk(output) for f in names]
        pages = sum(f.endswith(".html") for f in files)
        size = sum(os.path.getsize(f) for f in files) / 2**20
        print(
            f"{made:>7} reports  {pages:>6} pages  {len(files):>6} files  {size:7.1f} MiB  "
            f"build {min(best):6.2f} s  again {min(again):6.2f} s  check {check:5.2f} s  peak {memory:6.0f} MiB  "
            f"cp -r {min(copy):5.2f} s  build ÷ cp -r {min(best) / min(copy):5.2f}",
            flush=True,
        )


if __name__ == "__main__":
    if not os.path.exists(BINARY):
        sys.exit("first: cargo build --release")
    arguments, folder = sys.argv[1:], os.path.join(ROOT, "target")
    if arguments[:1] == ["--in"]:
        folder, arguments = arguments[1], arguments[2:]
    for n in [int(a) for a in arguments] or [1000, 10000]:
        measure(n, folder)
