// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/environments/environment_editor.h"

#include "engine/base/errors/error_text.h"
#include "ui/text.h"
#include "ui/theme/environment_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/tables.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

using engine::environments::EnvironmentType;
using engine::environments::PasswordSource;
using Way = EnvironmentDraft::Way;

namespace {

constexpr EnvironmentType types[]
    = {EnvironmentType::Production, EnvironmentType::Test, EnvironmentType::Training, EnvironmentType::Development};

/// Latin text whatever the language: addresses, hosts.
QLineEdit *codeField(QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setLayoutDirection(Qt::LeftToRight);
    return field;
}

} // namespace

EnvironmentEditor::EnvironmentEditor(EnvironmentDraft &draft, QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_title(makeLabel(TextRole::Heading, this))
    , m_form(new QFormLayout)
    , m_name(new QLineEdit(this))
    , m_types(new QWidget(this))
    , m_typeButtons(new QButtonGroup(this))
    , m_ways(new QWidget(this))
    , m_wayButtons(new QButtonGroup(this))
    , m_wayPages(new QStackedWidget(this))
    , m_address(codeField(this))
    , m_host(codeField(this))
    , m_port(codeField(this))
    , m_database(codeField(this))
    , m_user(codeField(this))
    , m_sslMode(new QComboBox(this))
    , m_rootCertificate(codeField(this))
    , m_chooseCertificate(new QPushButton(this))
    , m_service(new QComboBox(this))
    , m_hints(makeLabel(TextRole::Muted, this))
    , m_sessionPort(new QPushButton(this))
    , m_passwords(new QWidget(this))
    , m_password(new QLineEdit(this))
    , m_passwordSource(new QComboBox(this))
    , m_allowRaw(new QCheckBox(this))
    , m_relabelling(new QWidget(this))
    , m_typedName(new QLineEdit(m_relabelling))
    , m_reason(new QLineEdit(m_relabelling))
    , m_messageBar(new MessageBar(this))
    , m_problem(makeLabel(TextRole::Muted, this))
    , m_test(new QPushButton(this))
    , m_cancel(new QPushButton(this))
    , m_save(new QPushButton(this))
{
    buildTypes();
    buildWays();
    buildPassword();
    buildLayout();
    fill();
    connectFields();
    retranslate();
    resize(720, sizeHint().height());
    m_name->setFocus();
}

void EnvironmentEditor::buildTypes()
{
    auto *row = new QHBoxLayout(m_types);
    row->setContentsMargins({});
    row->setSpacing(space::large);
    for (const EnvironmentType type : types) {
        auto *button = new QRadioButton(m_types);
        button->setIcon(typeIcon(type));
        m_typeButtons->addButton(button, int(type));
        row->addWidget(button);
    }
    row->addStretch(1);
}

void EnvironmentEditor::buildWays()
{
    auto *row = new QHBoxLayout(m_ways);
    row->setContentsMargins({});
    row->setSpacing(space::large);
    for (const Way way : {Way::Address, Way::Fields, Way::Service}) {
        auto *button = new QRadioButton(m_ways);
        m_wayButtons->addButton(button, int(way));
        row->addWidget(button);
    }
    row->addStretch(1);
    // libpq's own words, from strict to lax.
    m_sslMode->addItem(QString(), QString());
    for (const QString &mode : {u"verify-full"_s, u"verify-ca"_s, u"require"_s, u"prefer"_s, u"disable"_s})
        m_sslMode->addItem(mode, mode);

    m_service->setEditable(true);
    m_service->setInsertPolicy(QComboBox::NoInsert);
    m_service->setLayoutDirection(Qt::LeftToRight);
    m_service->addItems(m_draft.services());

    auto *fields = new QWidget(this);
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins({});
    grid->setSpacing(space::small);
    grid->addWidget(m_host, 0, 0, 1, 2);
    grid->addWidget(m_port, 0, 2);
    grid->addWidget(m_database, 1, 0);
    grid->addWidget(m_user, 1, 1);
    grid->addWidget(m_sslMode, 1, 2);
    grid->addWidget(m_rootCertificate, 2, 0, 1, 2);
    grid->addWidget(m_chooseCertificate, 2, 2);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 1);
    for (QWidget *page : {static_cast<QWidget *>(m_address), fields, static_cast<QWidget *>(m_service)}) {
        auto *holder = new QWidget(this);
        auto *layout = new QVBoxLayout(holder);
        layout->setContentsMargins({});
        layout->addWidget(page);
        layout->addStretch(1);
        m_wayPages->addWidget(holder);
    }
}

void EnvironmentEditor::buildPassword()
{
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setLayoutDirection(Qt::LeftToRight);
    for (const PasswordSource source : {PasswordSource::Keychain, PasswordSource::PgPass, PasswordSource::Ask})
        m_passwordSource->addItem(QString(), int(source));
    auto *row = new QHBoxLayout(m_passwords);
    row->setContentsMargins({});
    row->setSpacing(space::small);
    row->addWidget(m_password, 1);
    row->addWidget(m_passwordSource);
}

void EnvironmentEditor::buildLayout()
{
    m_hints->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_save->setProperty("kind", u"primary"_s);
    m_save->setDefault(true);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_form->setVerticalSpacing(space::medium);
    m_form->setHorizontalSpacing(space::large);
    m_form->addRow(u" "_s, m_name);
    m_form->addRow(u" "_s, m_types);
    m_form->addRow(u" "_s, m_ways);
    m_form->addRow(QString(), m_wayPages);
    auto *hints = new QHBoxLayout;
    hints->addWidget(m_hints, 1);
    hints->addWidget(m_sessionPort, 0, Qt::AlignTop);
    m_form->addRow(QString(), hints);
    m_form->addRow(u" "_s, m_passwords);
    m_form->addRow(QString(), m_allowRaw);
    auto *relabelling = new QHBoxLayout(m_relabelling);
    relabelling->setContentsMargins({});
    relabelling->setSpacing(space::small);
    relabelling->addWidget(m_typedName);
    relabelling->addWidget(m_reason, 1);
    m_form->addRow(QString(), m_relabelling);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addWidget(m_test);
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    layout->setSpacing(space::large);
    layout->addWidget(m_title);
    auto *form = new QWidget(this);
    m_form->setContentsMargins({});
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->addLayout(m_form);
    column->addStretch(1);
    layout->addWidget(scrolled(form, this), 1);
    layout->addWidget(m_messageBar);
    layout->addLayout(buttons);
}

EnvironmentDraft::Fields EnvironmentEditor::typedFields() const
{
    return {m_host->text(),
            m_port->text(),
            m_database->text(),
            m_user->text(),
            m_sslMode->currentData().toString(),
            m_rootCertificate->text()};
}

void EnvironmentEditor::fill()
{
    m_name->setText(m_draft.name());
    if (m_draft.type())
        m_typeButtons->button(int(*m_draft.type()))->setChecked(true);
    m_wayButtons->button(int(m_draft.way()))->setChecked(true);
    m_wayPages->setCurrentIndex(int(m_draft.way()));
    m_address->setText(m_draft.address());
    fillFields();
    m_service->setEditText(m_draft.service());
    m_passwordSource->setCurrentIndex(m_passwordSource->findData(int(m_draft.passwordSource())));
    m_allowRaw->setChecked(m_draft.allowRaw());
}

void EnvironmentEditor::fillFields()
{
    const EnvironmentDraft::Fields &fields = m_draft.fields();
    m_host->setText(fields.host);
    m_port->setText(fields.port);
    m_database->setText(fields.database);
    m_user->setText(fields.user);
    m_sslMode->setCurrentIndex(std::max(0, m_sslMode->findData(fields.sslMode)));
    m_rootCertificate->setText(fields.rootCertificate);
}

void EnvironmentEditor::chooseCertificate()
{
    const QString file = QFileDialog::getOpenFileName(this, Tr::tr("Root certificate"), m_rootCertificate->text(),
                                                      Tr::tr("Certificates (*.crt *.pem *.cer);;All files (*)"));
    if (file.isEmpty())
        return;
    m_rootCertificate->setText(file);
    m_draft.setFields(typedFields());
}

void EnvironmentEditor::growToFit()
{
    // What is said below the form must not take its room from it; the form scrolls only where the screen ends.
    layout()->activate();
    const int highest = screen()->availableGeometry().height() - 2 * space::huge;
    const int needed = std::min(highest, sizeHint().height());
    if (height() < needed)
        resize(width(), needed);
}

void EnvironmentEditor::connectFields()
{
    connect(m_name, &QLineEdit::textChanged, &m_draft, &EnvironmentDraft::setName);
    connect(m_typeButtons, &QButtonGroup::idClicked, &m_draft,
            [this](int type) { m_draft.setType(EnvironmentType(type)); });
    connect(m_wayButtons, &QButtonGroup::idClicked, &m_draft, [this](int way) {
        m_wayPages->setCurrentIndex(way);
        m_draft.setWay(Way(way));
        fillFields();
    });
    connect(m_address, &QLineEdit::textEdited, &m_draft, &EnvironmentDraft::setAddress);
    connect(m_address, &QLineEdit::editingFinished, &m_draft, &EnvironmentDraft::finishAddress);
    const auto takeFields = [this] { m_draft.setFields(typedFields()); };
    for (QLineEdit *field : {m_host, m_port, m_database, m_user, m_rootCertificate})
        connect(field, &QLineEdit::textEdited, &m_draft, takeFields);
    connect(m_sslMode, &QComboBox::activated, &m_draft, takeFields);
    connect(m_service, &QComboBox::editTextChanged, &m_draft, &EnvironmentDraft::setService);
    connect(m_chooseCertificate, &QPushButton::clicked, this, &EnvironmentEditor::chooseCertificate);
    connect(m_password, &QLineEdit::textEdited, &m_draft, [this](const QString &text) {
        QByteArray bytes = text.toUtf8();
        m_draft.setPassword(engine::Secret(std::string_view(bytes.constData(), size_t(bytes.size()))));
        engine::wipe(bytes);
    });
    connect(m_passwordSource, &QComboBox::activated, &m_draft,
            [this] { m_draft.setPasswordSource(PasswordSource(m_passwordSource->currentData().toInt())); });
    connect(m_allowRaw, &QCheckBox::toggled, &m_draft, &EnvironmentDraft::setAllowRaw);
    for (QLineEdit *field : {m_typedName, m_reason})
        connect(field, &QLineEdit::textEdited, &m_draft, [this] {
            m_draft.setRelabelling({m_typedName->text(), m_reason->text()});
        });
    connect(m_sessionPort, &QPushButton::clicked, &m_draft, &EnvironmentDraft::useSessionPort);
    connect(m_test, &QPushButton::clicked, &m_draft, &EnvironmentDraft::test);
    connect(m_save, &QPushButton::clicked, &m_draft, &EnvironmentDraft::save);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_draft, &EnvironmentDraft::addressReplaced, m_address, &QLineEdit::setText);
    connect(&m_draft, &EnvironmentDraft::changed, this, &EnvironmentEditor::refresh);
    connect(&m_draft, &EnvironmentDraft::testChanged, this, &EnvironmentEditor::refreshTest);
    connect(&m_draft, &EnvironmentDraft::saved, this, &QDialog::accept);
    connect(&m_draft, &EnvironmentDraft::failed, this, [this](const engine::Error &error) {
        m_messageBar->showMessage(messageFor(error));
        growToFit();
    });
}

void EnvironmentEditor::refresh()
{
    const QString problem = m_draft.problem();
    m_problem->setText(problem);
    m_save->setEnabled(problem.isEmpty() && !m_draft.isSaving());
    m_save->setToolTip(problem);
    m_test->setEnabled(problem.isEmpty() && m_draft.testState() != EnvironmentDraft::Test::Running);
    m_test->setToolTip(problem);
    m_hints->setText(m_draft.hints().join(u'\n'));
    m_hints->setVisible(!m_hints->text().isEmpty());
    m_sessionPort->setVisible(m_draft.canUseSessionPort());
    m_relabelling->setVisible(m_draft.isRelabelled());
    m_allowRaw->setVisible(m_draft.type() && *m_draft.type() != EnvironmentType::Production);
    m_password->setPlaceholderText(m_draft.hasPassword() && m_password->text().isEmpty()
                                       ? Tr::tr("taken out of the address")
                                       : (m_draft.isNew() ? QString() : Tr::tr("unchanged")));
}

void EnvironmentEditor::refreshTest()
{
    using Test = EnvironmentDraft::Test;
    const Test state = m_draft.testState();
    m_test->setText(state == Test::Running ? Tr::tr("Testing…") : Tr::tr("&Test the connection"));
    m_test->setEnabled(state != Test::Running && m_draft.problem().isEmpty());
    if (state != Test::Made) {
        m_messageBar->hide();
        return;
    }
    sayWhatWasFound();
    growToFit();
}

void EnvironmentEditor::sayWhatWasFound()
{
    const auto &diagnosis = m_draft.diagnosis();
    if (!diagnosis.problems.isEmpty()) {
        Message message = messageFor(diagnosis.problems.first());
        if (diagnosis.reached)
            message.severity = Message::Severity::Warning;
        message.next = QStringList{message.next, diagnosis.hints.join(u' ')}.join(u' ').trimmed();
        m_messageBar->showMessage(message);
        return;
    }
    QString found = Tr::tr("Database %1, %2, %3.")
                        .arg(diagnosis.database, Tr::tr("%n tables", nullptr, int(diagnosis.tables)),
                             byteText(std::max<qint64>(0, diagnosis.bytes)));
    if (const QString nature = m_draft.natureSentence().text(); !nature.isEmpty()) {
        m_messageBar->showMessage({.severity = Message::Severity::Warning, .what = nature, .why = found});
        return;
    }
    if (!diagnosis.tls.isEmpty())
        found += u' ' + Tr::tr("Encrypted with %1.").arg(diagnosis.tls);
    m_messageBar->showMessage({.severity = Message::Severity::Success,
                               .what = Tr::tr("The server answers: PostgreSQL %1, in %2 ms.")
                                           .arg(diagnosis.serverVersion)
                                           .arg(diagnosis.connectMilliseconds),
                               .why = found,
                               .next = diagnosis.hints.join(u' ')});
}

void EnvironmentEditor::retranslate()
{
    setWindowTitle(m_draft.isNew() ? Tr::tr("Add an environment") : Tr::tr("Edit %1").arg(m_draft.name()));
    m_title->setText(windowTitle());
    const auto setRow = [this](QWidget *field, const QString &text) {
        auto *label = qobject_cast<QLabel *>(m_form->labelForField(field));
        label->setText(text);
        field->setAccessibleName(QString(text).remove(u'&'));
    };
    setRow(m_name, Tr::tr("&Name"));
    setRow(m_types, Tr::tr("What it is for"));
    setRow(m_ways, Tr::tr("Connection"));
    setRow(m_passwords, Tr::tr("Password"));
    for (const EnvironmentType type : types)
        m_typeButtons->button(int(type))->setText(typeName(type));
    m_wayButtons->button(int(Way::Address))->setText(Tr::tr("Paste an address"));
    m_wayButtons->button(int(Way::Fields))->setText(Tr::tr("Fields"));
    m_wayButtons->button(int(Way::Service))->setText(Tr::tr("Service of pg_service.conf"));
    m_address->setPlaceholderText(u"postgresql://user@host:5432/database   https://….supabase.co"_s);
    const auto name = [](QLineEdit *field, const QString &text) {
        field->setPlaceholderText(text);
        field->setAccessibleName(text);
    };
    m_address->setAccessibleName(Tr::tr("Address of the database"));
    name(m_host, Tr::tr("Host or socket folder"));
    name(m_port, Tr::tr("Port (5432)"));
    name(m_database, Tr::tr("Database"));
    name(m_user, Tr::tr("User"));
    name(m_rootCertificate, Tr::tr("Root certificate of the server (file, if needed)"));
    m_chooseCertificate->setText(Tr::tr("Choose…"));
    m_chooseCertificate->setAccessibleName(Tr::tr("Choose a root certificate"));
    m_service->lineEdit()->setPlaceholderText(Tr::tr("Name of the service"));
    m_service->setAccessibleName(Tr::tr("Name of the service"));
    name(m_typedName, Tr::tr("Name of this production"));
    name(m_reason, Tr::tr("Why it gets another type"));
    m_sslMode->setItemText(0, Tr::tr("TLS: default"));
    m_sslMode->setAccessibleName(Tr::tr("TLS mode"));
    m_password->setAccessibleName(Tr::tr("Password"));
    m_passwordSource->setItemText(0, Tr::tr("kept in the keychain"));
    m_passwordSource->setItemText(1, Tr::tr("from ~/.pgpass"));
    m_passwordSource->setItemText(2, Tr::tr("asked each time"));
    m_passwordSource->setAccessibleName(Tr::tr("Where the password comes from"));
    m_allowRaw->setText(Tr::tr("Personal data in clear may be cloned into it, with a reason"));
    m_sessionPort->setText(Tr::tr("&Use port 5432"));
    m_cancel->setText(Tr::tr("Cancel"));
    m_save->setText(m_draft.isNew() ? Tr::tr("&Add the environment") : Tr::tr("&Save the changes"));
    refresh();
    refreshTest();
}

void EnvironmentEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace ui
