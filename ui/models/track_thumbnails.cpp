#include "ui/models/track_thumbnails.h"

#include "ui/bridge/qt_convert.h"

#include <QBuffer>
#include <QLocale>
#include <QPainter>

#include <vector>

namespace tw::ui {

namespace {

constexpr std::size_t kBytes = std::size_t{24} << 20; // of crops
constexpr QSize kSize(48, 64);                        // px of a picture
constexpr int kCollectMs = 60;
constexpr double kFallbackRate = 25;

} // namespace

TrackThumbnails::TrackThumbnails(Session& session, DocumentView& document, QObject* parent)
    : QObject(parent), m_session(session), m_document(document), m_crops(kBytes)
{
    m_collect.setSingleShot(true);
    m_collect.setInterval(kCollectMs);
    connect(&m_collect, &QTimer::timeout, this, &TrackThumbnails::readWanted);
    connect(&m_crops, &CropImages::arrived, this, &TrackThumbnails::take);
    connect(&document, &DocumentView::changed, this, &TrackThumbnails::changed);
    connect(&session, &Session::opened, this, [this] {
        m_crops.open(*m_session.workspace());
        Q_EMIT arrived(); // what was asked for before it was open is asked for again
    });
    connect(&session, &Session::aboutToClose, this, [this] {
        m_collect.stop();
        m_crops.clear();
        m_entries.clear();
    });
    connect(&session, &Session::runChanged, this, [this] {
        if (canRead())
            m_collect.start();
    });
}

bool TrackThumbnails::canRead() const
{
    return m_crops.isOpen() && m_session.isOpen() &&
           m_session.workspace()->runStatus().state != workspace::RunState::Running;
}

QImage TrackThumbnails::of(TrackId id)
{
    const auto [entry, isNew] = m_entries.try_emplace(id);
    if (isNew)
        m_collect.start();
    return entry->second.picture;
}

void TrackThumbnails::readWanted()
{
    if (!canRead())
        return;
    const video::VideoInfo& video = m_session.workspace()->video();
    const PictureSource source{
        m_document, video.frameCount, QSizeF(video.width, video.height),
        video.frameRate.positive() ? video.frameRate.value() : kFallbackRate,
        [this](FrameIndex frame, const Box& area) { return m_session.workspace()->hasPicture(frame, area); }};
    std::vector<workspace::CropWish> wishes;
    for (auto& [id, entry] : m_entries) {
        const TrackSummaryPtr track = m_document.find(id);
        if (!track || track->track().empty() || !entry.picture.isNull())
            continue;
        if (entry.cell.frame == kNoFrame)
            entry.cell = keyPicture(source, id, (track->track().firstFrame() + track->track().lastFrame()) / 2);
        if (entry.cell.frame != kNoFrame)
            wishes.push_back({entry.cell.frame, surroundings(entry.cell)});
    }
    m_crops.read(std::move(wishes));
    take(); // what is there already
}

void TrackThumbnails::take()
{
    bool any = false;
    for (auto& [id, entry] : m_entries) {
        if (!entry.picture.isNull() || entry.cell.frame == kNoFrame)
            continue;
        const Box area = surroundings(entry.cell);
        const QImage crop = m_crops.image(entry.cell.frame, area);
        if (crop.isNull())
            continue;
        entry.picture = QImage(kSize, QImage::Format_ARGB32_Premultiplied);
        entry.picture.fill(Qt::black);
        QPainter painter(&entry.picture);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const PicturePlacement place(entry.cell, QRectF({}, QSizeF(kSize)));
        painter.drawImage(place.of(CropImages::coverage(area)), crop);
        any = true;
    }
    if (any)
        Q_EMIT arrived();
}

// A picture stays as long as its box does.
void TrackThumbnails::changed(const DocumentDiff& diff)
{
    for (const TrackId id : diff.removed)
        m_entries.erase(id);
    for (const TrackId id : diff.changed) {
        const auto entry = m_entries.find(id);
        if (entry == m_entries.end())
            continue;
        const annotation::TrackBox* box = m_document.boxAt(id, entry->second.cell.frame);
        if (!box || box->box != entry->second.cell.box)
            m_entries.erase(entry);
    }
}

QString TrackThumbnails::tip(TrackId id)
{
    const TrackSummaryPtr summary = m_document.find(id);
    if (!summary)
        return {};
    const annotation::Track& track = summary->track();
    QStringList lines{QStringLiteral("<b>%1</b> %2").arg(number(id)).arg(toQt(track.name).toHtmlEscaped())};
    lines << tr("frames %1 to %2").arg(track.firstFrame() + 1).arg(track.lastFrame() + 1);
    lines << tr("%n boxes", nullptr, static_cast<int>(summary->boxCount())) + QStringLiteral(", ") +
                 tr("mean score %1").arg(QLocale().toString(summary->meanScore(), 'f', 2));
    if (track.locked)
        lines << tr("locked");
    if (track.hidden)
        lines << tr("hidden");
    const QString text = lines.join(QStringLiteral("<br>"));
    const QImage picture = of(id);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (picture.isNull() || !buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return QStringLiteral("<qt>%1</qt>").arg(text);
    return QStringLiteral("<qt><table><tr><td><img src=\"data:image/png;base64,%1\"></td><td>&nbsp;</td><td>%2</td>"
                          "</tr></table></qt>")
        .arg(QString::fromLatin1(bytes.toBase64()), text);
}

} // namespace tw::ui
