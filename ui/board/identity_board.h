#pragma once
// Who could be one person, by appearance over the whole video (core/review/cluster.h): rows of fragments, some of them
// unchecked by the person, one key to join the rest. Made on the review's worker while the board is looked at, crops on
// another; follows every edit. GUI thread.

#include "core/review/cluster.h"
#include "ui/actions/notice.h"
#include "ui/bridge/crop_images.h"
#include "ui/session.h"

#include <QImage>
#include <QObject>

#include <set>
#include <vector>

namespace tw::ui {

class ReviewController;

class IdentityBoard : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive the board
        Session& session;
        ViewState& view;
        ReviewController& review;
    };

    explicit IdentityBoard(const Links& links, QObject* parent = nullptr);
    ~IdentityBoard() override;

    void setShown(bool shown);
    bool isLooking() const { return m_looking; }
    const std::vector<review::PersonGroup>& rows() const { return m_rows; }
    bool isChecked(const review::Fragment& fragment) const { return !m_unchecked.contains(fragment.track); }
    int checkedIn(int row) const;
    QColor colorOf(const review::Fragment& fragment) const;
    QImage face(const review::Fragment& fragment) const; // null: not there yet
    // Crops of these rows are wanted, others not any more.
    void wantFaces(int firstRow, int lastRow);

    void toggle(int row, int column);
    void lookAt(int row, int column); // on the video
    // All checked fragments of a row become one person: one edit. False: fewer than two are checked, or it failed.
    bool join(int row);

Q_SIGNALS:
    void changed();
    void facesChanged();
    void notice(const tw::ui::Notice& notice);

private:
    void look();
    void found(const annotation::Snapshot& of, Result<std::vector<review::PersonGroup>> groups);
    void forget();
    const review::Fragment* at(int row, int column) const;

    Links m_links;
    std::vector<review::PersonGroup> m_rows;
    std::set<TrackId> m_unchecked;
    CropImages m_faces;
    bool m_shown = false;
    bool m_looking = false;
};

} // namespace tw::ui
