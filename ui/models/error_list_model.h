#pragma once
// Errors of an evaluation as rows to click on. False positives and misses of one identity in frames that follow each
// other are one row; switches and fragments one each. GUI thread.

#include <QAbstractTableModel> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/evaluation/error_list.h"

#include <array>
#include <vector>

class QPalette;

namespace tw::ui {

inline constexpr int kErrorKinds = 4;

// A colour for each kind, readable on the palette's base.
QColor errorColor(evaluation::ErrorKind kind, const QPalette& palette);
QString errorName(evaluation::ErrorKind kind); // "False box"

struct ErrorRow {
    evaluation::TrackingError error; // the first of them
    FrameIndex last = kNoFrame;      // the frame of the last
};

class ErrorListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { kFrame, kKind, kWho, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // By frame.
    void setErrors(const std::vector<evaluation::TrackingError>& errors);
    void setShown(evaluation::ErrorKind kind, bool shown);
    bool isShown(evaluation::ErrorKind kind) const { return m_shownKinds[static_cast<std::size_t>(kind)]; }
    const ErrorRow& row(int index) const { return m_rows[m_shown[static_cast<std::size_t>(index)]]; }
    // The row that says the same as `error`, or -1.
    int find(const evaluation::TrackingError& error) const;
    // Boxes, not rows.
    int count(evaluation::ErrorKind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void filter();
    static QString whoText(const ErrorRow& row);

    std::vector<ErrorRow> m_rows;
    std::vector<std::size_t> m_shown; // indices of m_rows
    std::array<bool, kErrorKinds> m_shownKinds{true, true, true, true};
    std::array<int, kErrorKinds> m_counts{};
};

} // namespace tw::ui
