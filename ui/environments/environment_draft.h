// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/secret.h"
#include "engine/environments/connection_test.h"
#include "engine/environments/environment.h"
#include "engine/environments/settings/environment_editing.h"
#include "engine/runs/nature.h"

#include <QObject>

#include <optional>

namespace engine::workspace {
class Workspace;
}

namespace ui {

class Background;

/// What the database is that a look found; nothing when it was not reached. May block.
[[nodiscard]] std::optional<engine::runs::Nature> natureOf(const engine::workspace::Workspace &workspace,
                                                           const engine::environments::Environment &environment,
                                                           const engine::environments::ConnectionDiagnosis &diagnosis);
/// Why the database that a look found counts as a production although its environment has another type; empty when
/// there is nothing to say. May block.
[[nodiscard]] engine::Sentence natureSentenceOf(const engine::workspace::Workspace &workspace,
                                                const engine::environments::Environment &environment,
                                                const engine::environments::ConnectionDiagnosis &diagnosis);

/// An environment being added or changed: what was typed, what is wrong with it, the test, the saving. Knows no
/// widget. A password is held as a Secret, and an address that is pasted with one loses it at once.
class EnvironmentDraft final : public QObject
{
    Q_OBJECT

public:
    enum class Way { Address, Fields, Service };
    struct Fields
    {
        QString host{};
        QString port{};
        QString database{};
        QString user{};
        QString sslMode{};
        /// A file; empty: those of the system.
        QString rootCertificate{};
    };
    /// The names in the person's pg_service.conf and the system's.
    [[nodiscard]] QStringList services() const;
    enum class Test { NotMade, Running, Made };

    EnvironmentDraft(engine::workspace::Workspace &workspace, Background &background, QObject *parent = nullptr);

    void load(const engine::environments::Environment &environment);
    [[nodiscard]] bool isNew() const { return m_originalName.isEmpty(); }

    [[nodiscard]] const QString &name() const { return m_name; }
    void setName(const QString &name);
    [[nodiscard]] std::optional<engine::environments::EnvironmentType> type() const { return m_type; }
    void setType(engine::environments::EnvironmentType type);
    [[nodiscard]] Way way() const { return m_way; }
    void setWay(Way way);
    [[nodiscard]] const QString &address() const { return m_address; }
    /// A password in a text that was pasted moves out of it: addressReplaced() says what the field must show instead.
    /// One that is typed stays until finishAddress().
    void setAddress(const QString &text);
    /// Nobody types in it any more: a password in it goes to its own place.
    void finishAddress();
    [[nodiscard]] const Fields &fields() const { return m_fields; }
    void setFields(const Fields &fields);
    [[nodiscard]] const QString &service() const { return m_service; }
    void setService(const QString &service);
    [[nodiscard]] bool hasPassword() const { return !m_password.isEmpty(); }
    void setPassword(engine::Secret password);
    [[nodiscard]] engine::environments::PasswordSource passwordSource() const { return m_passwordSource; }
    void setPasswordSource(engine::environments::PasswordSource source);
    [[nodiscard]] bool allowRaw() const { return m_allowRaw; }
    void setAllowRaw(bool allowRaw);

    /// A production is about to be called something else: wants its name, typed, and a reason.
    [[nodiscard]] bool isRelabelled() const;
    void setRelabelling(const engine::environments::Relabelling &relabelling);

    /// A sentence on the first thing that is missing or wrong; empty when it can be saved.
    [[nodiscard]] QString problem() const;
    /// What is good to know about the address, as sentences.
    [[nodiscard]] QStringList hints() const;
    /// The address leads to a transaction pooler, and another port of the same host does not.
    [[nodiscard]] bool canUseSessionPort() const;
    void useSessionPort();

    [[nodiscard]] Test testState() const { return m_test; }
    [[nodiscard]] const engine::environments::ConnectionDiagnosis &diagnosis() const { return m_diagnosis; }
    /// Once tested: why the database counts as a production although its type is another; else empty.
    [[nodiscard]] const engine::Sentence &natureSentence() const { return m_natureSentence; }
    void test();
    [[nodiscard]] bool isSaving() const { return m_isSaving; }
    void save();

signals:
    void changed();
    void addressReplaced(const QString &address);
    void testChanged();
    void saved(const engine::environments::SavedEnvironment &saved);
    void failed(const engine::Error &error);

private:
    /// What was typed as an environment. Errors: EnvironmentInvalid, ConnectionInfoInvalid.
    [[nodiscard]] engine::Result<engine::environments::Environment> environment() const;
    bool takePasswordOut();
    void touch();

    engine::workspace::Workspace &m_workspace;
    Background &m_background;
    QString m_originalName;
    std::optional<engine::environments::Environment> m_original;
    engine::environments::Relabelling m_relabelling;
    QString m_name;
    std::optional<engine::environments::EnvironmentType> m_type;
    Way m_way = Way::Address;
    QString m_address;
    Fields m_fields;
    QString m_service;
    engine::Secret m_password;
    engine::environments::PasswordSource m_passwordSource = engine::environments::PasswordSource::Keychain;
    bool m_allowRaw = false;
    Test m_test = Test::NotMade;
    /// Tells the answer of a test from that of an earlier draft.
    quint64 m_version = 0;
    engine::environments::ConnectionDiagnosis m_diagnosis;
    engine::Sentence m_natureSentence;
    bool m_isSaving = false;
};

} // namespace ui
