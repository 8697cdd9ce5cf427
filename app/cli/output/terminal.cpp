// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/output/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <QStringConverter>

#include <atomic>
#include <cerrno>
#include <cstdio>

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::ErrorCode;
using engine::failure;
using engine::Result;
using engine::Secret;

namespace {

constexpr int defaultWidth = 80;
constexpr int pollMilliseconds = 100;

bool colorsAreWanted(bool noColor)
{
    // https://no-color.org: any value but the empty one.
    return !noColor && qEnvironmentVariable("NO_COLOR").isEmpty() && qEnvironmentVariable("TERM") != "dumb"_L1;
}

// A disk that is full or a pipe that was closed: what was to be told has not been.
std::atomic<bool> outputLost = false;
// The system's number for the reason of the first loss.
std::atomic<int> reasonOfLoss = 0;

constexpr qsizetype charactersAtOnce = 32768;

/// A report of thousands of tables has millions of characters: as bytes only a piece of it at once.
bool write(std::FILE *stream, QStringView text, QStringView end = {})
{
    QStringEncoder toUtf8(QStringEncoder::Utf8);
    for (QStringView part : {text, end}) {
        for (; !part.isEmpty(); part = part.mid(std::min(charactersAtOnce, part.size()))) {
            const QByteArray bytes = toUtf8(part.first(std::min(charactersAtOnce, part.size())));
            const auto size = static_cast<size_t>(bytes.size());
            if (std::fwrite(bytes.constData(), 1, size, stream) != size)
                return false;
        }
    }
    return std::fflush(stream) == 0;
}

QString styled(Style style, const QString &text)
{
    switch (style) {
    case Style::Plain:
        return text;
    case Style::Good:
        return u"\x1b[32m"_s + text + u"\x1b[0m"_s;
    case Style::Bad:
        return u"\x1b[31m"_s + text + u"\x1b[0m"_s;
    case Style::Caution:
        return u"\x1b[33m"_s + text + u"\x1b[0m"_s;
    case Style::Strong:
        return u"\x1b[1m"_s + text + u"\x1b[0m"_s;
    case Style::Faint:
        return u"\x1b[2m"_s + text + u"\x1b[0m"_s;
    }
    Q_UNREACHABLE();
}

/// Reads a line from standard input, byte by byte: nothing of the next line is taken.
Result<std::string> readLine(const std::stop_token &stop)
{
    std::string line;
    // A password that grows past its block would leave a copy behind.
    line.reserve(4096);
    for (;;) {
        if (stop.stop_requested())
            return failure({.code = ErrorCode::Cancelled});
        pollfd input = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&input, 1, pollMilliseconds);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        char byte = 0;
        if (ready < 0 || ::read(STDIN_FILENO, &byte, 1) != 1)
            return failure({.code = ErrorCode::Cancelled});
        if (byte == '\n')
            return line;
        line += byte;
    }
}

/// Turns the echo of the terminal off while it lives.
class EchoOff final
{
public:
    EchoOff()
    {
        m_isActive = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_isActive)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    EchoOff(const EchoOff &) = delete;
    EchoOff &operator=(const EchoOff &) = delete;
    ~EchoOff()
    {
        if (m_isActive)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before = {};
    bool m_isActive = false;
};

} // namespace

Terminal::Terminal(const TerminalOptions &options)
    : m_errorIsTerminal(::isatty(STDERR_FILENO) == 1)
    , m_canAsk(!options.noInput && m_errorIsTerminal && ::isatty(STDIN_FILENO) == 1)
    , m_colorOut(colorsAreWanted(options.noColor) && ::isatty(STDOUT_FILENO) == 1)
    , m_colorError(colorsAreWanted(options.noColor) && m_errorIsTerminal)
{}

void Terminal::print(const QString &text) const
{
    errno = 0;
    if (write(stdout, text, u"\n"))
        return;
    if (!outputLost.exchange(true))
        reasonOfLoss = errno;
}

bool Terminal::hasLostOutput()
{
    return outputLost;
}

QString Terminal::whyOutputWasLost()
{
    return reasonOfLoss == 0 ? QString() : qt_error_string(reasonOfLoss);
}

void Terminal::say(const QString &text) const
{
    write(stderr, text, u"\n");
}

void Terminal::sayRaw(const QString &text) const
{
    write(stderr, text);
}

int Terminal::width() const
{
    winsize size = {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return defaultWidth;
}

QString Terminal::styledOut(Style style, const QString &text) const
{
    return m_colorOut ? styled(style, text) : text;
}

QString Terminal::styledError(Style style, const QString &text) const
{
    return m_colorError ? styled(style, text) : text;
}

Result<QString> Terminal::ask(const QString &question, const std::stop_token &stop) const
{
    sayRaw(question + u' ');
    TRY_ASSIGN(const std::string line, readLine(stop));
    return engine::text(line).trimmed();
}

Result<Secret> Terminal::askSecret(const QString &question, const std::stop_token &stop) const
{
    sayRaw(question + u' ');
    const EchoOff echoOff;
    Result<std::string> line = readLine(stop);
    sayRaw(u"\n"_s);
    TRY_ASSIGN(std::string typed, std::move(line));
    Secret secret(typed);
    engine::wipe(typed);
    return secret;
}

int displayWidth(const QString &text)
{
    int columns = 0;
    for (const uint codePoint : text.toUcs4()) {
        const QChar::Category category = QChar::category(codePoint);
        const bool takesNoRoom = category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing
                                 || category == QChar::Other_Format;
        columns += takesNoRoom ? 0 : 1;
    }
    return columns;
}

} // namespace app::cli
