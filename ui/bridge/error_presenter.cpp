#include "ui/bridge/error_presenter.h"

#include "ui/bridge/qt_convert.h"

#include <QCoreApplication>

namespace tw::ui {

QString sentenceFor(ErrorCode code)
{
    const auto say = [](const char* text) { return QCoreApplication::translate("ErrorPresenter", text); };
    switch (code) {
    case ErrorCode::InvalidArgument: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "That is not possible here."));
    case ErrorCode::NotFound: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "It was not found."));
    case ErrorCode::Unreadable: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "The data cannot be read."));
    case ErrorCode::Unsupported: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "This kind of file is not supported."));
    case ErrorCode::ShapeMismatch:
        return say(QT_TRANSLATE_NOOP("ErrorPresenter", "The weights do not fit the network."));
    case ErrorCode::Refused:
        return say(QT_TRANSLATE_NOOP("ErrorPresenter", "The file was refused because reading it would not be safe."));
    case ErrorCode::Io: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "Reading or writing failed."));
    case ErrorCode::Conflict: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "This is in use or exists already."));
    case ErrorCode::Unavailable: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "Not available on this machine."));
    case ErrorCode::OutOfMemory: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "There is not enough memory."));
    case ErrorCode::Cancelled: return say(QT_TRANSLATE_NOOP("ErrorPresenter", "Stopped."));
    case ErrorCode::Internal: break;
    }
    return say(QT_TRANSLATE_NOOP("ErrorPresenter", "Something went wrong inside the program."));
}

QString presentError(const Error& error)
{
    const QString detail = toQt(error.message());
    if (detail.isEmpty())
        return sentenceFor(error.code);
    // These details say all there is to say: what was asked, and what stands against it
    if (error.code == ErrorCode::Conflict || error.code == ErrorCode::InvalidArgument)
        return (error.where.empty() ? detail.at(0).toUpper() + detail.mid(1) : detail) + QLatin1Char('.');
    return sentenceFor(error.code) + QLatin1Char(' ') + detail;
}

} // namespace tw::ui
