// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/report/line_difference.h"

#include <algorithm>

namespace engine::migration {

using namespace Qt::StringLiterals;
using Kind = AlignedLine::Kind;

namespace {

/// A table of so many cells is filled in some milliseconds.
constexpr qint64 mostCells = 4'000'000;

QString firstWord(const QString &line)
{
    return line.trimmed().section(u' ', 0, 0);
}

/// Lines that stand in each other's place: the same first word, in order; or one against one.
void addBlock(int left, int leftEnd, int right, int rightEnd, const QStringList &one, const QStringList &other,
              std::vector<AlignedLine> &lines)
{
    if (leftEnd - left == 1 && rightEnd - right == 1) {
        lines.push_back({Kind::Changed, left, right});
        return;
    }
    // A long block is another text, not a changed one: looking for twins in it would take long for nothing.
    constexpr int mostTwins = 200;
    const bool isLong = leftEnd - left > mostTwins || rightEnd - right > mostTwins;
    for (; left < leftEnd; ++left) {
        int twin = isLong ? rightEnd : right;
        while (twin < rightEnd && firstWord(one[left]) != firstWord(other[twin]))
            ++twin;
        if (twin == rightEnd) {
            lines.push_back({Kind::OnlyLeft, left, -1});
            continue;
        }
        while (right < twin)
            lines.push_back({Kind::OnlyRight, -1, right++});
        lines.push_back({Kind::Changed, left, right++});
    }
    while (right < rightEnd)
        lines.push_back({Kind::OnlyRight, -1, right++});
}

/// The longest common subsequence of what lies between the lines that both begin and end with.
void addMiddle(int left, int leftEnd, int right, int rightEnd, const QStringList &one, const QStringList &other,
               std::vector<AlignedLine> &lines)
{
    const int rows = leftEnd - left;
    const int columns = rightEnd - right;
    if (qint64(rows) * columns > mostCells) {
        addBlock(left, leftEnd, right, rightEnd, one, other, lines);
        return;
    }
    const size_t width = static_cast<size_t>(columns) + 1;
    std::vector<int> lengths(width * (static_cast<size_t>(rows) + 1));
    const auto length = [&](int i, int j) -> int & { return lengths[static_cast<size_t>(i) * width + size_t(j)]; };
    for (int i = rows - 1; i >= 0; --i) {
        for (int j = columns - 1; j >= 0; --j)
            length(i, j) = one[left + i] == other[right + j] ? length(i + 1, j + 1) + 1
                                                             : std::max(length(i + 1, j), length(i, j + 1));
    }
    int i = 0;
    int j = 0;
    int blockLeft = 0;
    int blockRight = 0;
    while (i < rows || j < columns) {
        const bool isSame = i < rows && j < columns && one[left + i] == other[right + j];
        if (isSame) {
            addBlock(left + blockLeft, left + i, right + blockRight, right + j, one, other, lines);
            lines.push_back({Kind::Same, left + i++, right + j++});
            blockLeft = i;
            blockRight = j;
        } else if (j >= columns || (i < rows && length(i + 1, j) >= length(i, j + 1))) {
            ++i;
        } else {
            ++j;
        }
    }
    addBlock(left + blockLeft, leftEnd, right + blockRight, rightEnd, one, other, lines);
}

} // namespace

std::vector<AlignedLine> alignedLines(const QStringList &left, const QStringList &right)
{
    std::vector<AlignedLine> lines;
    const int shorter = int(std::min(left.size(), right.size()));
    int head = 0;
    while (head < shorter && left[head] == right[head])
        ++head;
    int tail = 0;
    while (tail < shorter - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
        ++tail;
    for (int line = 0; line < head; ++line)
        lines.push_back({Kind::Same, line, line});
    addMiddle(head, int(left.size()) - tail, head, int(right.size()) - tail, left, right, lines);
    for (int line = tail; line > 0; --line)
        lines.push_back({Kind::Same, int(left.size()) - line, int(right.size()) - line});
    return lines;
}

QStringList differingLines(const QString &from, const QString &to)
{
    const QStringList left = from.split(u'\n');
    const QStringList right = to.split(u'\n');
    QStringList lines;
    for (const AlignedLine &line : alignedLines(left, right)) {
        if (line.kind == Kind::Same)
            continue;
        if (line.left >= 0)
            lines << u"- "_s + left[line.left];
        if (line.right >= 0)
            lines << u"+ "_s + right[line.right];
    }
    return lines;
}

} // namespace engine::migration
