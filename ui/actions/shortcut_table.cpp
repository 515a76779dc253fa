#include "ui/actions/shortcut_table.h"

#include "ui/widgets/key_text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tw::ui {

namespace {

QList<QKeySequence> keysFrom(const QStringList& texts)
{
    QList<QKeySequence> keys;
    for (const QString& text : texts) {
        const QKeySequence key(text, QKeySequence::PortableText);
        if (!key.isEmpty())
            keys << key;
    }
    return keys;
}

} // namespace

Result<ShortcutTable> ShortcutTable::parse(const QByteArray& json)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error{ErrorCode::Unreadable, problem.errorString().toStdString(), "shortcuts.json"};
    ShortcutTable table;
    for (const QJsonValue& preset : root.value(QLatin1String("presets")).toArray())
        table.m_presets.push_back({preset[QLatin1String("id")].toString(), preset[QLatin1String("name")].toString()});
    if (table.m_presets.empty())
        return Error{ErrorCode::Unreadable, "no presets", "shortcuts.json"};
    table.m_preset = table.m_presets.front().id;
    const QJsonObject actions = root.value(QLatin1String("actions")).toObject();
    for (auto action = actions.begin(); action != actions.end(); ++action) {
        const QJsonObject presets = action->toObject();
        for (auto preset = presets.begin(); preset != presets.end(); ++preset) {
            QStringList texts;
            for (const QJsonValue& key : preset->toArray())
                texts << key.toString();
            table.m_defaults[action.key()][preset.key()] = keysFrom(texts);
        }
    }
    return table;
}

ShortcutTable ShortcutTable::builtIn()
{
    QFile file(QStringLiteral(":/shortcuts.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    TW_EXPECTS(opened); // a resource of this library
    auto table = parse(file.readAll());
    return *std::move(table);
}

void ShortcutTable::setPreset(const QString& id)
{
    const bool known =
        std::any_of(m_presets.begin(), m_presets.end(), [&](const auto& preset) { return preset.id == id; });
    m_preset = known ? id : m_presets.front().id;
}

QList<QKeySequence> ShortcutTable::keys(const QString& action) const
{
    if (const auto changed = m_overrides.find(action); changed != m_overrides.end())
        return *changed;
    const auto presets = m_defaults.value(action);
    return presets.value(presets.contains(m_preset) ? m_preset : m_presets.front().id);
}

void ShortcutTable::setKeys(const QString& action, const QList<QKeySequence>& keys)
{
    m_overrides.remove(action);
    if (keys != this->keys(action))
        m_overrides.insert(action, keys);
}

QStringList ShortcutTable::usersOf(const QKeySequence& key, const QString& except) const
{
    QStringList users;
    for (const QString& action : actions()) {
        if (action != except && keys(action).contains(key))
            users << action;
    }
    return users;
}

QStringList ShortcutTable::overrides() const
{
    QStringList lines;
    for (auto it = m_overrides.begin(); it != m_overrides.end(); ++it) {
        QStringList keys;
        for (const QKeySequence& key : *it)
            keys << key.toString(QKeySequence::PortableText);
        lines << it.key() + QLatin1Char('=') + keys.join(QLatin1Char(' '));
    }
    return lines;
}

void ShortcutTable::setOverrides(const QStringList& lines)
{
    m_overrides.clear();
    for (const QString& line : lines) {
        const QString action = line.section(QLatin1Char('='), 0, 0);
        if (m_defaults.contains(action))
            m_overrides.insert(action,
                               keysFrom(line.section(QLatin1Char('='), 1).split(QLatin1Char(' '), Qt::SkipEmptyParts)));
    }
}

QString keysText(const QList<QKeySequence>& keys)
{
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts << keyText(key);
    texts.removeDuplicates(); // both Enter keys
    return texts.join(QStringLiteral(", "));
}

} // namespace tw::ui
