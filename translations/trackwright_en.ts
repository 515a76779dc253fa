<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Association</name>
    <message numerus="yes">
        <source>%n tracks became %1</source>
        <translation>
            <numerusform>%n track became %1</numerusform>
            <numerusform>%n tracks became %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not people</source>
        <translation>
            <numerusform>%n was not a person</numerusform>
            <numerusform>%n were not people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were pieces of another</source>
        <translation>
            <numerusform>%n was a piece of another</numerusform>
            <numerusform>%n were pieces of another</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n is new</numerusform>
            <numerusform>%n are new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditController</name>
    <message numerus="yes">
        <source>Copied the box of %1 to %n frames</source>
        <translation>
            <numerusform>Copied the box of %1 to %n frame</numerusform>
            <numerusform>Copied the box of %1 to %n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardDialog</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragments</source>
        <translation>
            <numerusform>%n fragment</numerusform>
            <numerusform>%n fragments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionController</name>
    <message numerus="yes">
        <source>%n videos exported and read back</source>
        <translation>
            <numerusform>%n video exported and read back</numerusform>
            <numerusform>%n videos exported and read back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files found</source>
        <translation>
            <numerusform>%n file found</numerusform>
            <numerusform>%n files found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionPage</name>
    <message numerus="yes">
        <source>%n videos</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ContextBar</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames are filled</source>
        <translation>
            <numerusform>%n frame is filled</numerusform>
            <numerusform>%n frames are filled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::DatasetDialog</name>
    <message numerus="yes">
        <source>%n files of an earlier export were removed.</source>
        <translation>
            <numerusform>%n file of an earlier export was removed.</numerusform>
            <numerusform>%n files of an earlier export were removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written: %n sequences, %1 images, %2 boxes, %3 labels.</source>
        <translation>
            <numerusform>Written: %n sequence, %1 images, %2 boxes, %3 labels.</numerusform>
            <numerusform>Written: %n sequences, %1 images, %2 boxes, %3 labels.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::EditController</name>
    <message numerus="yes">
        <source>Followed %1 through %n frames</source>
        <translation>
            <numerusform>Followed %1 through %n frame</numerusform>
            <numerusform>Followed %1 through %n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New person %1 in %n frames</source>
        <translation>
            <numerusform>New person %1 in %n frame</numerusform>
            <numerusform>New person %1 in %n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks</source>
        <translation>
            <numerusform>Deleted %n track</numerusform>
            <numerusform>Deleted %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hid %n tracks</source>
        <translation>
            <numerusform>Hid %n track</numerusform>
            <numerusform>Hid %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Locked %n tracks</source>
        <translation>
            <numerusform>Locked %n track</numerusform>
            <numerusform>Locked %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlocked %n tracks</source>
        <translation>
            <numerusform>Unlocked %n track</numerusform>
            <numerusform>Unlocked %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the colour of %n tracks</source>
        <translation>
            <numerusform>Changed the colour of %n track</numerusform>
            <numerusform>Changed the colour of %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the class of %n tracks</source>
        <translation>
            <numerusform>Changed the class of %n track</numerusform>
            <numerusform>Changed the class of %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled in a straight line</source>
        <translation>
            <numerusform>%n frame filled in a straight line</numerusform>
            <numerusform>%n frames filled in a straight line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled along detections</source>
        <translation>
            <numerusform>%n frame filled along detections</numerusform>
            <numerusform>%n frames filled along detections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled: %1 along detections, %2 straight</source>
        <translation>
            <numerusform>%n frame filled: %1 along detections, %2 straight</numerusform>
            <numerusform>%n frames filled: %1 along detections, %2 straight</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Showed %n tracks</source>
        <translation>
            <numerusform>Showed %n track</numerusform>
            <numerusform>Showed %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::EndPage</name>
    <message numerus="yes">
        <source>%n findings checked</source>
        <translation>
            <numerusform>%n finding checked</numerusform>
            <numerusform>%n findings checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings were put off.</source>
        <translation>
            <numerusform>%n finding was put off.</numerusform>
            <numerusform>%n findings were put off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about.</source>
        <translation>
            <numerusform>%n unlikely finding was not asked about.</numerusform>
            <numerusform>%n unlikely findings were not asked about.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n unlikely finding was not asked about: about one error in %1 looks.</numerusform>
            <numerusform>%n unlikely findings were not asked about: about one error in %1 looks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorStrip</name>
    <message numerus="yes">
        <source>%n frames have errors</source>
        <translation>
            <numerusform>%n frame has errors</numerusform>
            <numerusform>%n frames have errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::EvaluationPanel</name>
    <message numerus="yes">
        <source>%n frames, %1 of them scored anew in %2 ms.</source>
        <translation>
            <numerusform>%n frame, %1 of them scored anew in %2 ms.</numerusform>
            <numerusform>%n frames, %1 of them scored anew in %2 ms.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames, read and scored in %1 ms.</source>
        <translation>
            <numerusform>%n frame, read and scored in %1 ms.</numerusform>
            <numerusform>%n frames, read and scored in %1 ms.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n boxes of %1 tracks are written.</source>
        <translation>
            <numerusform>%n box of %1 tracks is written.</numerusform>
            <numerusform>%n boxes of %1 tracks are written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read back and compared: %n boxes of %1 tracks, all as in the project.</source>
        <translation>
            <numerusform>Read back and compared: %n box of %1 tracks, all as in the project.</numerusform>
            <numerusform>Read back and compared: %n boxes of %1 tracks, all as in the project.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written, but reading it back found %n problems.</source>
        <translation>
            <numerusform>Written, but reading it back found %n problem.</numerusform>
            <numerusform>Written, but reading it back found %n problems.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::InspectorPanel</name>
    <message numerus="yes">
        <source>%1 to %2, %n boxes</source>
        <translation>
            <numerusform>%1 to %2, %n box</numerusform>
            <numerusform>%1 to %2, %n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks selected</source>
        <translation>
            <numerusform>%n track selected</numerusform>
            <numerusform>%n tracks selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::LabelMenu</name>
    <message numerus="yes">
        <source>Class of %n tracks</source>
        <translation>
            <numerusform>Class of %n track</numerusform>
            <numerusform>Class of %n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n worth checking</numerusform>
            <numerusform>%n worth checking</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Previews of %n videos deleted, %1 MB</source>
        <translation>
            <numerusform>Previews of %n video deleted, %1 MB</numerusform>
            <numerusform>Previews of %n videos deleted, %1 MB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkView</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n swaps</source>
        <translation>
            <numerusform>%n swap</numerusform>
            <numerusform>%n swaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joins</source>
        <translation>
            <numerusform>%n join</numerusform>
            <numerusform>%n joins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n splits</source>
        <translation>
            <numerusform>%n split</numerusform>
            <numerusform>%n splits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes get another number</source>
        <translation>
            <numerusform>%n box gets another number</numerusform>
            <numerusform>%n boxes get another number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last fix resolves %n more findings.</source>
        <translation>
            <numerusform>The last fix resolves %n more finding.</numerusform>
            <numerusform>The last fix resolves %n more findings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The fix, and %n more findings resolved</source>
        <translation>
            <numerusform>The fix, and %n more finding resolved</numerusform>
            <numerusform>The fix, and %n more findings resolved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resolves %n findings</source>
        <translation>
            <numerusform>Resolves %n finding</numerusform>
            <numerusform>Resolves %n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewController</name>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n worth checking</numerusform>
            <numerusform>%n worth checking</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks that are not people</source>
        <translation>
            <numerusform>Deleted %n track that is not a person</numerusform>
            <numerusform>Deleted %n tracks that are not people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n unlikely findings: about one error in %1 looks.</source>
        <translation>
            <numerusform>The %n unlikely finding: about one error in %1 looks.</numerusform>
            <numerusform>The %n unlikely findings: about one error in %1 looks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewPanel</name>
    <message numerus="yes">
        <source>Show %n unlikely</source>
        <translation>
            <numerusform>Show %n unlikely</numerusform>
            <numerusform>Show %n unlikely</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely or put off</source>
        <translation>
            <numerusform>Show %n unlikely or put off</numerusform>
            <numerusform>Show %n unlikely or put off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewStage</name>
    <message numerus="yes">
        <source>Delete %n tracks</source>
        <translation>
            <numerusform>Delete %n track</numerusform>
            <numerusform>Delete %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::StatusStrip</name>
    <message numerus="yes">
        <source>saved %n s ago</source>
        <translation>
            <numerusform>saved %n s ago</numerusform>
            <numerusform>saved %n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved %n min ago</source>
        <translation>
            <numerusform>saved %n min ago</numerusform>
            <numerusform>saved %n min ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackImport</name>
    <message numerus="yes">
        <source>%n lines were not taken as they are:</source>
        <translation>
            <numerusform>%n line was not taken as it is:</numerusform>
            <numerusform>%n lines were not taken as they are:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks of %1 have numbers that tracks here have already: %2.</source>
        <translation>
            <numerusform>%n track of %1 has a number that a track here has already: %2.</numerusform>
            <numerusform>%n tracks of %1 have numbers that tracks here have already: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackOptionsDialog</name>
    <message numerus="yes">
        <source>%1, %n threads</source>
        <translation>
            <numerusform>%1, %n thread</numerusform>
            <numerusform>%1, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackThumbnails</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TracksPanel</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tracks</source>
        <translation>
            <numerusform>%1 of %n track</numerusform>
            <numerusform>%1 of %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TuneAction</name>
    <message numerus="yes">
        <source>on %n frames held back MOTA %1 to %2, IDF1 %3 to %4</source>
        <translation>
            <numerusform>on %n frame held back MOTA %1 to %2, IDF1 %3 to %4</numerusform>
            <numerusform>on %n frames held back MOTA %1 to %2, IDF1 %3 to %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %n tries was better than the options in use.</source>
        <translation>
            <numerusform>The %n try was not better than the options in use.</numerusform>
            <numerusform>None of %n tries was better than the options in use.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoCanvas</name>
    <message numerus="yes">
        <source>Frame %1, %n people</source>
        <translation>
            <numerusform>Frame %1, %n person</numerusform>
            <numerusform>Frame %1, %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkModes</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks may not be people.</source>
        <translation>
            <numerusform>%n track may not be a person.</numerusform>
            <numerusform>%n tracks may not be people.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings are worth checking.</source>
        <translation>
            <numerusform>%n finding is worth checking.</numerusform>
            <numerusform>%n findings are worth checking.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n worth checking</numerusform>
            <numerusform>%n worth checking</numerusform>
        </translation>
    </message>
</context>
</TS>
