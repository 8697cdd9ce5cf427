// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/crash/crash_record.h"

#include "engine/base/logging.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto newName = "crash-"_L1;
constexpr auto toldName = "told-crash-"_L1;
constexpr qsizetype mostKept = 5;
constexpr size_t lineLength = 240;
constexpr size_t lineCount = 40;
constexpr size_t textLength = 4096;
constexpr std::array fatalSignals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

using Line = std::array<char, lineLength>;

// Everything that the handler reads stands here from before: after a crash nothing can be allocated, locked or asked.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::array<char, textLength> reportPath{};
std::array<char, textLength> heading{};
std::array<Line, lineCount> journal{};
std::atomic<size_t> journalNext = 0;
Line page{};
std::atomic<bool> isDying = false;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

template <size_t size>
void copyTo(std::array<char, size> &place, const QByteArray &text)
{
    const size_t length = std::min(size_t(text.size()), size - 1);
    std::memcpy(place.data(), text.constData(), length);
    place[length] = 0;
}

void put(int file, const char *text)
{
    // There is nobody left to tell of a failure.
    [[maybe_unused]] const auto written = ::write(file, text, std::strlen(text));
}

void putNumber(int file, quintptr number, unsigned base)
{
    std::array<char, 32> digits{};
    size_t place = digits.size() - 1;
    do {
        digits[--place] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    put(file, &digits[place]);
}

const char *nameOf(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV";
    case SIGBUS:
        return "SIGBUS";
    case SIGFPE:
        return "SIGFPE";
    case SIGILL:
        return "SIGILL";
    default:
        return "SIGABRT";
    }
}

/// "sosie+0x1f20 name": the file without its folders, which may say who somebody is.
void putAddress(int file, void *address)
{
    Dl_info found{};
    if (dladdr(address, &found) == 0 || found.dli_fname == nullptr) {
        put(file, "  0x");
        putNumber(file, reinterpret_cast<quintptr>(address), 16);
        put(file, "\n");
        return;
    }
    const char *slash = std::strrchr(found.dli_fname, '/');
    put(file, "  ");
    put(file, slash == nullptr ? found.dli_fname : slash + 1);
    put(file, "+0x");
    putNumber(file, reinterpret_cast<quintptr>(address) - reinterpret_cast<quintptr>(found.dli_fbase), 16);
    if (found.dli_sname != nullptr) {
        put(file, " ");
        put(file, found.dli_sname);
    }
    put(file, "\n");
}

void writeReport(int signal)
{
    const int file = ::open(reportPath.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    put(file, heading.data());
    put(file, "Signal: ");
    put(file, nameOf(signal));
    put(file, "\nPage: ");
    put(file, page.data());
    put(file, "\n\nJournal\n");
    const size_t next = journalNext.load();
    for (size_t back = std::min(next, lineCount); back > 0; --back) {
        put(file, "  ");
        put(file, journal[(next - back) % lineCount].data());
        put(file, "\n");
    }
    // Last: it is what may fail on a stack that is broken.
    put(file, "\nBacktrace\n");
    std::array<void *, 64> addresses{};
    const int count = backtrace(addresses.data(), int(addresses.size()));
    for (int number = 0; number < count; ++number)
        putAddress(file, addresses[size_t(number)]);
    ::close(file);
}

void die(int signal)
{
    // A second one, of another thread or of this function, ends it at once.
    if (!isDying.exchange(true)) {
        // Whatever hangs below does not hang for ever.
        static_cast<void>(std::signal(SIGALRM, SIG_DFL));
        ::alarm(5);
        writeReport(signal);
    }
    static_cast<void>(std::signal(signal, SIG_DFL));
    static_cast<void>(::raise(signal));
}

QByteArray versions()
{
    QStringList lines{u"Sosie "_s + QCoreApplication::applicationVersion(),
                      u"Qt "_s + QLatin1String(qVersion()) + u" (built with "_s + QLatin1String(QT_VERSION_STR) + u')',
                      u"System: "_s + QSysInfo::prettyProductName() + u", "_s + QSysInfo::kernelType() + u' '
                          + QSysInfo::kernelVersion() + u", "_s + QSysInfo::currentCpuArchitecture(),
                      u"Platform: "_s + QGuiApplication::platformName(),
                      u"Started: "_s + QDateTime::currentDateTimeUtc().toString(Qt::ISODate)};
    return lines.join(u'\n').toUtf8() + '\n';
}

} // namespace

void recordCrashesIn(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return;
    copyTo(reportPath, QString(folder + u'/' + newName + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s)
                               + u'-' + QString::number(QCoreApplication::applicationPid()) + u".txt"_s)
                           .toLocal8Bit());
    copyTo(heading, versions());
    // The first call loads a library, which a dying program cannot.
    std::array<void *, 2> addresses{};
    static_cast<void>(backtrace(addresses.data(), int(addresses.size())));
    // A stack that has overflowed has no room for the handler.
    constexpr size_t stackSize = 256 * 1024;
    stack_t stack{};
    stack.ss_sp = ::mmap(nullptr, stackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack.ss_size = stackSize;
    if (stack.ss_sp != MAP_FAILED)
        static_cast<void>(::sigaltstack(&stack, nullptr));
    struct sigaction action
    {};
    action.sa_handler = die;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    ::sigemptyset(&action.sa_mask);
    for (const int signal : fatalSignals)
        static_cast<void>(::sigaction(signal, &action, nullptr));
}

void rememberForCrash(const QString &line)
{
    const size_t place = journalNext.load();
    copyTo(journal[place % lineCount], engine::withoutPasswords(line).simplified().toUtf8());
    journalNext.store(place + 1);
}

void rememberPageForCrash(const QString &key)
{
    copyTo(page, key.toUtf8());
}

QStringList newCrashReports(const QString &folder)
{
    const QFileInfoList found = QDir(folder).entryInfoList({newName + u"*.txt"_s}, QDir::Files, QDir::Time);
    QStringList paths;
    for (const QFileInfo &file : found)
        paths << file.absoluteFilePath();
    return paths;
}

QString setCrashReportTold(const QString &path)
{
    const QFileInfo file(path);
    const QString told = file.absolutePath() + u'/' + toldName + file.fileName().mid(newName.size());
    QFile::remove(told);
    if (!QFile::rename(path, told))
        return path;
    const QFileInfoList all = file.dir().entryInfoList({toldName + u"*.txt"_s}, QDir::Files, QDir::Time);
    for (const QFileInfo &old : all.mid(mostKept))
        QFile::remove(old.absoluteFilePath());
    return told;
}

} // namespace ui
