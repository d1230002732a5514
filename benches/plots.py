"""The plots of BENCHMARKS.md: SVG with text as text, alike for alike results."""
import os, statistics as st

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "terrace", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "figure.facecolor": "white"})
import matplotlib.pyplot as plt
from matplotlib.ticker import NullLocator

OURS, FLOOR, OTHER = "#c2410c", "#64748b", "#94a3b8"


def colour(name):
    return OURS if name == "terrace" else FLOOR if name.startswith(("hyper", "tcp", "floor", "generated", "nested", "tables")) else OTHER


def save(figure, folder, name):
    figure.tight_layout()
    figure.savefig(os.path.join(folder, name + ".svg"), metadata={"Date": None})
    plt.close(figure)


def bars(folder, name, cases, values, title):
    """One panel for each case, with a bar for each server, `values[server][case]`; a bar of over three times terrace's is cut there."""
    figure, axes = plt.subplots(2, 3, figsize=(12, 8))
    for axis, (case, said) in zip(axes.flat, cases.items()):
        found = [(n, v[case]) for n, v in values.items() if v.get(case)]
        found.reverse()
        most = 3 * values["terrace"][case]
        names = [n for n, _ in found]
        axis.barh(names, [min(v, most) for _, v in found], color=[colour(n) for n in names])
        for at, (_, value) in enumerate(found):
            axis.text(min(value, most), at, f" {value / 1000:,.1f}k" + (" »" if value > most else ""), va="center", fontsize=7)
        axis.set_title(f"({case}) {said}")
        axis.set_xlim(0, 1.15 * min(most, max(v for _, v in found)))
        axis.xaxis.set_visible(False)
        axis.spines["bottom"].set_visible(False)
        for label in axis.get_yticklabels():
            label.set_fontweight("bold" if label.get_text() == "terrace" else "normal")
    figure.suptitle(title)
    save(figure, folder, name)


def curves(folder, name, panels):
    """Panels side by side; each is `(title, x label, y label, {series: {x: y}}, which axes are logarithmic)`."""
    figure, axes = plt.subplots(1, len(panels), figsize=(4 * len(panels) + 2, 4), squeeze=False)
    for axis, (title, across, up, series, log) in zip(axes.flat, panels):
        styles = iter(["-", "--", "-.", ":"] * 5)
        for n, points in series.items():
            xs = sorted(points)
            ours = n == "terrace"
            axis.plot(xs, [points[x] for x in xs], marker="o", markersize=3, linewidth=2.5 if ours else 1.2, color=OURS if ours else None, linestyle="-" if ours else next(styles), label=n)
        axis.set(title=title, xlabel=across, ylabel=up)
        if "x" in log:
            axis.set_xscale("log")
            xs = sorted({x for points in series.values() for x in points})
            axis.set_xticks(xs, [f"{x:,}" for x in xs], rotation=45)
            axis.xaxis.set_minor_locator(NullLocator())
        if "y" in log:
            axis.set_yscale("log")
        else:
            axis.set_ylim(bottom=0)
    axes.flat[-1].legend(fontsize=7, loc="center left", bbox_to_anchor=(1.02, 0.5), frameon=False)
    save(figure, folder, name)


def median(rounds, key):
    return st.median(r[key] for r in rounds)
