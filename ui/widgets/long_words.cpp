#include "ui/widgets/long_words.h"

namespace tw::ui {

namespace {

constexpr qsizetype kLongWord = 32;
constexpr QChar kBreak(0x200B); // zero-width space

} // namespace

QString withBreaks(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype begin = 0; begin < text.size();) {
        if (text.at(begin).isSpace()) {
            out += text.at(begin++);
            continue;
        }
        qsizetype end = begin;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        for (qsizetype i = begin; i < end; ++i) {
            out += text.at(i);
            if (end - begin > kLongWord && (!text.at(i).isLetterOrNumber() || (i - begin) % kLongWord == kLongWord - 1))
                out += kBreak;
        }
        begin = end;
    }
    return out;
}

} // namespace tw::ui
