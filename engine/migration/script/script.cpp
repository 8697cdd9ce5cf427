// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/migration/script/script.h"

namespace engine::migration {

namespace {

/// Each line behind two hyphens: whatever a name or a body holds, nothing of it is run.
std::string asComment(const std::string &text)
{
    std::string result = "-- ";
    for (const char letter : text) {
        // psql ends a line at either.
        if (letter == '\n' || letter == '\r')
            result += "\n-- ";
        else
            result += letter;
    }
    return result + '\n';
}

void write(const Statement &statement, std::string &out)
{
    out += '\n';
    for (const Hazard &hazard : statement.hazards)
        out += asComment(std::string(severityKey(hazard.severity)) + ": " + hazard.sentence().text().toStdString());
    if (statement.isHeldBack)
        out += asComment(statement.sql + ';');
    else
        out += statement.sql + ";\n";
}

} // namespace

std::string scriptText(const std::vector<Statement> &statements, const std::vector<std::string> &title)
{
    std::string out;
    for (const std::string &line : title)
        out += asComment(line);
    // What the statements mean depends on these alone, whoever runs them.
    out += "\n\\set ON_ERROR_STOP on\n"
           "SET client_encoding = 'UTF8';\n"
           "SET standard_conforming_strings = on;\n"
           "SET client_min_messages = warning;\n"
           "SET check_function_bodies = off;\n"
           "SET row_security = off;\n"
           "SET lock_timeout = '10s';\n"
           "SET search_path = '';\n";
    for (const Statement &statement : statements) {
        if (statement.isOutside)
            write(statement, out);
    }
    out += "\nBEGIN;\n";
    for (const Statement &statement : statements) {
        if (!statement.isOutside)
            write(statement, out);
    }
    return out + "\nCOMMIT;\n";
}

} // namespace engine::migration
