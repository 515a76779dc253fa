#pragma once
// The single seam between std and Qt value types. Text is UTF-8 on the core side.

#include "core/base/box.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

namespace tw::ui {

inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline QString toQt(const std::string& text)
{
    return QString::fromStdString(text);
}
inline std::string fromQt(const QString& text)
{
    return text.toStdString();
}
inline QString toQt(const std::filesystem::path& path)
{
    return QString::fromStdU16String(path.u16string());
}
inline std::filesystem::path pathFromQt(const QString& path)
{
    return {path.toStdU16String()};
}
inline QRectF toQt(const Box& box)
{
    return {box.left, box.top, box.width, box.height};
}
inline Box fromQt(const QRectF& rect)
{
    return {rect.left(), rect.top(), rect.width(), rect.height()};
}

} // namespace tw::ui
