"""String methods: split, join, replace, strip, format, f-strings and searching."""


def make_log(lines):
    state = 7
    levels = ("INFO", "WARNING", "ERROR", "DEBUG")
    out = []
    for i in range(lines):
        state = (state * 69069 + 1) & 0xFFFFFFFF
        level = levels[state >> 30]
        out.append(f"  2024-{i % 12 + 1:02d}-{i % 28 + 1:02d} {level:<8} user={state % 997:04x} took={state / 4294967296:.4f}s ; path=/a/b{i % 50}/c \n")
    return "".join(out)


def parse_line(line):
    head, _, tail = line.strip().partition(" ; ")
    date, level, user, took = head.split()
    path = tail.replace("/a/", "/root/").split("=", 1)[1].strip()
    return date, level, user.split("=")[1], float(took[5:-1]), path


def main():
    log = make_log(120000)
    by_level = {}
    paths = set()
    longest = 0
    report = []
    for line in log.splitlines():
        date, level, user, took, path = parse_line(line)
        by_level[level] = by_level.get(level, 0.0) + took
        if path.endswith("9/c") or path.startswith("/root/b1"):
            paths.add(path.upper())
        text = "{0}|{1:>8}|{2:^12}|{3:8.3f}".format(date, level.lower(), user, took)
        longest = max(longest, len(text))
        report.append("-".join(reversed(text.split("|"))).title())
    joined = "\n".join(report)
    percent = "%d %s %5.2f" % (len(joined), joined.count("Error"), joined.find("Debug") / 7)
    print("strings", len(log), sorted(paths)[:3], longest, percent,
          " ".join("%s=%.6f" % item for item in sorted(by_level.items())))


if __name__ == "__main__":
    main()
