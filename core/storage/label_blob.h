#pragma once
// (private) Attributes, absences, notes and the vocabulary as bytes, in the rows of the document and in the history.
// Readers fail (ByteReader::failed) on what a document cannot hold.

#include "core/annotation/track.h"
#include "core/storage/bytes.h"

namespace tw::storage {

void putRanges(ByteWriter& out, const std::vector<FrameRange>& ranges);
// Sorted and disjoint, from frame 0 on.
std::vector<FrameRange> readRanges(ByteReader& in);

// What a person says of a track: attributes and absences.
void putStatements(ByteWriter& out, const annotation::Track& track);
void readStatements(ByteReader& in, annotation::Track& track);

void putNote(ByteWriter& out, const annotation::Note& note);
annotation::Note readNote(ByteReader& in);

void putVocabulary(ByteWriter& out, const annotation::Vocabulary& vocabulary);
annotation::Vocabulary readVocabulary(ByteReader& in);

} // namespace tw::storage
