#pragma once
// Which keys belong to which action: resources/shortcuts.json with its presets, and what the person changed. One table
// for menus, help and preferences. A value.

#include "core/base/result.h"

#include <QByteArray>
#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace tw::ui {

struct ShortcutPreset {
    QString id;
    QString name;
};

class ShortcutTable
{
public:
    // Errors: Unreadable.
    static Result<ShortcutTable> parse(const QByteArray& json);
    // The table that is compiled in.
    static ShortcutTable builtIn();

    const std::vector<ShortcutPreset>& presets() const { return m_presets; }
    QString preset() const { return m_preset; }
    void setPreset(const QString& id); // an unknown one means the first

    QStringList actions() const { return m_defaults.keys(); }
    QList<QKeySequence> keys(const QString& action) const;
    bool isOverridden(const QString& action) const { return m_overrides.contains(action); }
    void setKeys(const QString& action, const QList<QKeySequence>& keys);
    void resetKeys(const QString& action) { m_overrides.remove(action); }
    // Other actions that have this key now.
    QStringList usersOf(const QKeySequence& key, const QString& except) const;

    // "edit.swap=X,Ctrl+T" lines: what settings store.
    QStringList overrides() const;
    void setOverrides(const QStringList& lines);

private:
    std::vector<ShortcutPreset> m_presets;
    QString m_preset;
    QMap<QString, QMap<QString, QList<QKeySequence>>> m_defaults; // action, preset
    QMap<QString, QList<QKeySequence>> m_overrides;
};

// "X, Ctrl+T" in the words of the desktop.
QString keysText(const QList<QKeySequence>& keys);

} // namespace tw::ui
