// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/progress/progress_choice.h"

#include "app/cli/progress/progress_bar.h"
#include "app/cli/progress/progress_lines.h"

namespace app::cli {

using namespace Qt::StringLiterals;
using engine::Progress;

namespace {

class NoProgress final : public ProgressView
{
public:
    void show(const Progress &) override {}
    void finish(const Progress &) override {}
};

} // namespace

std::unique_ptr<ProgressView> makeProgressView(const GlobalOptions &options, const Terminal &terminal,
                                               const QString &title, const QList<engine::runs::Stage> &stages)
{
    if (options.progress == "none" || (options.quiet && options.progress != "json"))
        return std::make_unique<NoProgress>();
    if (options.progress == "json")
        return std::make_unique<ProgressJson>(terminal, stages);
    const bool canRedraw = terminal.errorIsTerminal() && qEnvironmentVariable("TERM") != "dumb"_L1;
    if (options.progress == "auto" && canRedraw)
        return std::make_unique<ProgressBar>(terminal, title, stages);
    return std::make_unique<ProgressLines>(terminal, title, stages);
}

} // namespace app::cli
