#include "core/storage/picture_store.h"

#include "core/storage/checked_rows.h"

namespace tw::storage {
namespace {

bool hasPictures(SQLite::Database& database)
{
    return formatOf(database) >= tableOf("picture").since;
}

Box boxAt(SQLite::Statement& query, int column)
{
    return {query.getColumn(column).getDouble(), query.getColumn(column + 1).getDouble(),
            query.getColumn(column + 2).getDouble(), query.getColumn(column + 3).getDouble()};
}

std::vector<KeptPicture> soundRows(SQLite::Database& database, const std::string& rest)
{
    std::vector<KeptPicture> out;
    CheckedRows rows({database, formatOf(database), nullptr}, "picture", rest);
    while (rows.next()) {
        if (rows.damaged())
            continue;
        KeptPicture picture;
        picture.frame = rows.column(0).getInt();
        picture.area = {rows.column(1).getDouble(), rows.column(2).getDouble(), rows.column(3).getDouble(),
                        rows.column(4).getDouble()};
        const SQLite::Column data = rows.column(5);
        picture.jpeg.assign(static_cast<const char*>(data.getBlob()), static_cast<std::size_t>(data.getBytes()));
        out.push_back(std::move(picture));
    }
    return out;
}

void insert(SQLite::Statement& statement, const KeptPicture& picture)
{
    statement.bind(1, picture.frame);
    statement.bind(2, picture.area.left);
    statement.bind(3, picture.area.top);
    statement.bind(4, picture.area.width);
    statement.bind(5, picture.area.height);
    statement.bindNoCopy(6, picture.jpeg.data(), static_cast<int>(picture.jpeg.size()));
    statement.exec();
    statement.reset();
}

} // namespace

void writePictures(SQLite::Database& database, const KeptPictures& pictures)
{
    SQLite::Statement remove(database, "DELETE FROM picture WHERE frame BETWEEN ? AND ?");
    remove.bind(1, pictures.frames.first);
    remove.bind(2, pictures.frames.last);
    remove.exec();
    SQLite::Statement statement(database, insertSql("picture"));
    for (const KeptPicture& picture : pictures.pictures)
        insert(statement, picture);
}

std::vector<KeptPicture> readPictures(SQLite::Database& database, FrameIndex frame)
{
    if (!hasPictures(database))
        return {};
    return soundRows(database, "WHERE frame = " + std::to_string(frame) + " ORDER BY left, top, width, height");
}

std::vector<PicturePlace> readPicturePlaces(SQLite::Database& database)
{
    std::vector<PicturePlace> out;
    if (!hasPictures(database))
        return out;
    SQLite::Statement query(database, "SELECT frame, left, top, width, height FROM picture INDEXED BY picture_place "
                                      "ORDER BY frame, left, top, width, height");
    while (query.executeStep())
        out.push_back({query.getColumn(0).getInt(), boxAt(query, 1)});
    return out;
}

void copyPictures(SQLite::Database& from, SQLite::Database& to)
{
    SQLite::Statement statement(to, insertSql("picture"));
    FrameIndex last = kNoFrame;
    for (const PicturePlace& place : readPicturePlaces(from)) { // a frame at a time: all of them need much memory
        if (place.frame == last)
            continue;
        last = place.frame;
        for (const KeptPicture& picture : readPictures(from, last))
            insert(statement, picture);
    }
}

} // namespace tw::storage
