<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open video or project…</source>
        <translation>Video oder Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>Bilderordner öffnen…</translation>
    </message>
    <message>
        <source>Import tracks…</source>
        <translation>Spuren importieren…</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Ground Truth exportieren…</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>Projekt speichern unter…</translation>
    </message>
    <message>
        <source>Locate the video…</source>
        <translation>Video suchen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Swap identities from here…</source>
        <translation>Identitäten ab hier tauschen…</translation>
    </message>
    <message>
        <source>Join with the continuation…</source>
        <translation>Mit der Fortsetzung verbinden…</translation>
    </message>
    <message>
        <source>Join several by clicking</source>
        <translation>Mehrere durch Anklicken verbinden</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Hier teilen</translation>
    </message>
    <message>
        <source>Delete track</source>
        <translation>Spur löschen</translation>
    </message>
    <message>
        <source>Delete from here on</source>
        <translation>Ab hier löschen</translation>
    </message>
    <message>
        <source>Delete this box</source>
        <translation>Diese Box löschen</translation>
    </message>
    <message>
        <source>Track ends here</source>
        <translation>Spur endet hier</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>Draw the selected person here</source>
        <translation>Gewählte Person hier zeichnen</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>Schlüsselbild</translation>
    </message>
    <message>
        <source>Fill or clear gaps</source>
        <translation>Lücken füllen oder leeren</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>Spur ausblenden</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>Alle Spuren einblenden</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>Spur sperren</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
    <message>
        <source>Select all tracks</source>
        <translation>Alle Spuren auswählen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept without filling the gap</source>
        <translation>Annehmen, ohne die Lücke zu füllen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nearest person</source>
        <translation>Nächste Person</translation>
    </message>
    <message>
        <source>Second nearest person</source>
        <translation>Zweitnächste Person</translation>
    </message>
    <message>
        <source>Third nearest person</source>
        <translation>Drittnächste Person</translation>
    </message>
    <message>
        <source>Fourth nearest person</source>
        <translation>Viertnächste Person</translation>
    </message>
    <message>
        <source>Fifth nearest person</source>
        <translation>Fünftnächste Person</translation>
    </message>
    <message>
        <source>Sixth nearest person</source>
        <translation>Sechstnächste Person</translation>
    </message>
    <message>
        <source>Seventh nearest person</source>
        <translation>Siebtnächste Person</translation>
    </message>
    <message>
        <source>Eighth nearest person</source>
        <translation>Achtnächste Person</translation>
    </message>
    <message>
        <source>Ninth nearest person</source>
        <translation>Neuntnächste Person</translation>
    </message>
    <message>
        <source>Move box left</source>
        <translation>Box nach links</translation>
    </message>
    <message>
        <source>Move box right</source>
        <translation>Box nach rechts</translation>
    </message>
    <message>
        <source>Move box up</source>
        <translation>Box nach oben</translation>
    </message>
    <message>
        <source>Move box down</source>
        <translation>Box nach unten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation>10 Bilder zurück</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>Start of the track</source>
        <translation>Anfang der Spur</translation>
    </message>
    <message>
        <source>End of the track</source>
        <translation>Ende der Spur</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Previous keyframe</source>
        <translation>Voriges Schlüsselbild</translation>
    </message>
    <message>
        <source>Next keyframe</source>
        <translation>Nächstes Schlüsselbild</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>Vorige Spur</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>Nächste Spur</translation>
    </message>
    <message>
        <source>Go to frame…</source>
        <translation>Gehe zu Bild…</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>Bereich beginnt hier</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>Bereich endet hier</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>Bereich aufheben</translation>
    </message>
    <message>
        <source>Fit the video</source>
        <translation>Video einpassen</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Follow the selected person</source>
        <translation>Der gewählten Person folgen</translation>
    </message>
    <message>
        <source>Fit the timeline</source>
        <translation>Zeitleiste einpassen</translation>
    </message>
    <message>
        <source>Zoom the timeline in</source>
        <translation>Zeitleiste vergrößern</translation>
    </message>
    <message>
        <source>Zoom the timeline out</source>
        <translation>Zeitleiste verkleinern</translation>
    </message>
    <message>
        <source>Pack the lanes</source>
        <translation>Zeilen packen</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>Identitäten</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>Ghosts: weaker detections</source>
        <translation>Geister: schwächere Funde</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>Linienmuster neben Farben</translation>
    </message>
    <message>
        <source>Video only</source>
        <translation>Nur das Video</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Filter tracks</source>
        <translation>Spuren filtern</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Befehlspalette…</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>Personen verfolgen</translation>
    </message>
    <message>
        <source>Tracking options…</source>
        <translation>Optionen der Verfolgung…</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Stop tracking</source>
        <translation>Verfolgung beenden</translation>
    </message>
    <message>
        <source>Measure colours and camera motion</source>
        <translation>Farben und Kamerabewegung messen</translation>
    </message>
    <message>
        <source>Train a model…</source>
        <translation>Modell trainieren…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About Trackwright</source>
        <translation>Über Trackwright</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&gt;Choose nearby</source>
        <translation>&gt;In der Nähe wählen</translation>
    </message>
    <message>
        <source>&gt;Move box</source>
        <translation>&gt;Box bewegen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Track</source>
        <translation>&amp;Verfolgung</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Export data set…</source>
        <translation>Datensatz exportieren…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Take the last verdict back</source>
        <translation>Letztes Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Cut one frame earlier</source>
        <translation>Schnitt ein Bild früher</translation>
    </message>
    <message>
        <source>Cut one frame later</source>
        <translation>Schnitt ein Bild später</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Prüfung</translation>
    </message>
    <message>
        <source>Identity board…</source>
        <translation>Identitätstafel…</translation>
    </message>
    <message>
        <source>Fill all gaps</source>
        <translation>Alle Lücken füllen</translation>
    </message>
    <message>
        <source>Fill gaps in straight lines</source>
        <translation>Lücken geradlinig füllen</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>Next ghost</source>
        <translation>Nächster Geist</translation>
    </message>
    <message>
        <source>Similarity map of the selected person</source>
        <translation>Ähnlichkeitskarte der gewählten Person</translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation>10 Bilder vor</translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation>Eine Sekunde vor</translation>
    </message>
    <message>
        <source>Play backwards, again: faster</source>
        <translation>Rückwärts abspielen, nochmals: schneller</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Play forwards, again: faster</source>
        <translation>Vorwärts abspielen, nochmals: schneller</translation>
    </message>
    <message>
        <source>Lanes in appearance colours</source>
        <translation>Spuren in den Farben des Aussehens</translation>
    </message>
    <message>
        <source>Show weaker ghosts</source>
        <translation>Schwächere Geister zeigen</translation>
    </message>
    <message>
        <source>Show only stronger ghosts</source>
        <translation>Nur stärkere Geister zeigen</translation>
    </message>
    <message>
        <source>Show only the selected tracks</source>
        <translation>Nur die gewählten Spuren zeigen</translation>
    </message>
    <message>
        <source>Review mode</source>
        <translation>Prüfmodus</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Keine Person</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>Apply verdicts from here…</source>
        <translation>Urteile ab hier anwenden…</translation>
    </message>
    <message>
        <source>Apply verdicts to the whole video…</source>
        <translation>Urteile auf das ganze Video anwenden…</translation>
    </message>
    <message>
        <source>Loop around the finding</source>
        <translation>Schleife um den Befund</translation>
    </message>
    <message>
        <source>Next video in the folder</source>
        <translation>Nächstes Video im Ordner</translation>
    </message>
    <message>
        <source>Copy the box to the next frame</source>
        <translation>Box ins nächste Bild kopieren</translation>
    </message>
    <message>
        <source>Accept without waiting for the pictures</source>
        <translation>Annehmen, ohne auf die Bilder zu warten</translation>
    </message>
    <message>
        <source>Put off without waiting for the pictures</source>
        <translation>Aufschieben, ohne auf die Bilder zu warten</translation>
    </message>
    <message>
        <source>Export video…</source>
        <translation>Video exportieren…</translation>
    </message>
    <message>
        <source>Show the collection</source>
        <translation>Sammlung zeigen</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Neue Sammlung…</translation>
    </message>
    <message>
        <source>Add videos…</source>
        <translation>Videos hinzufügen…</translation>
    </message>
    <message>
        <source>Open the video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Nächstes Video</translation>
    </message>
    <message>
        <source>Previous video</source>
        <translation>Voriges Video</translation>
    </message>
    <message>
        <source>Track all</source>
        <translation>Alle verfolgen</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Alle exportieren…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Zuweisen…</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Abgeben</translation>
    </message>
    <message>
        <source>Accept the work</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>Zurückgeben…</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Second annotation…</source>
        <translation>Zweite Annotation…</translation>
    </message>
    <message>
        <source>Agreement…</source>
        <translation>Übereinstimmung…</translation>
    </message>
    <message>
        <source>Find moved files…</source>
        <translation>Verschobene Dateien suchen…</translation>
    </message>
    <message>
        <source>Close the collection</source>
        <translation>Sammlung schließen</translation>
    </message>
    <message>
        <source>&gt;Collection</source>
        <translation>&gt;Sammlung</translation>
    </message>
    <message>
        <source>Loop in the range</source>
        <translation>Im Bereich wiederholen</translation>
    </message>
    <message>
        <source>Absent here</source>
        <translation>Hier abwesend</translation>
    </message>
    <message>
        <source>Class…</source>
        <translation>Klasse…</translation>
    </message>
    <message>
        <source>Attributes…</source>
        <translation>Attribute…</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Neue Klasse…</translation>
    </message>
    <message>
        <source>New attribute…</source>
        <translation>Neues Attribut…</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Set or remove a bookmark</source>
        <translation>Lesezeichen setzen oder entfernen</translation>
    </message>
    <message>
        <source>Previous note or bookmark</source>
        <translation>Vorige Notiz oder voriges Lesezeichen</translation>
    </message>
    <message>
        <source>Next note or bookmark</source>
        <translation>Nächste Notiz oder nächstes Lesezeichen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Tune tracking on what was corrected…</source>
        <translation>Verfolgung an Korrekturen anpassen…</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Trackwright crashed the last time</source>
        <translation>Trackwright ist beim letzten Mal abgestürzt</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>A report was written to %1. It stays on this machine. Your projects were saved as you worked.</source>
        <translation>Ein Bericht steht in %1. Er bleibt auf diesem Rechner. Die Projekte wurden beim Arbeiten gespeichert.</translation>
    </message>
</context>
<context>
    <name>Association</name>
    <message numerus="yes">
        <source>%n tracks became %1</source>
        <translation>
            <numerusform>Aus %n Spur wurden %1</numerusform>
            <numerusform>Aus %n Spuren wurden %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not people</source>
        <translation>
            <numerusform>%n war keine Person</numerusform>
            <numerusform>%n waren keine Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were pieces of another</source>
        <translation>
            <numerusform>%n war Teil einer anderen</numerusform>
            <numerusform>%n waren Teile anderer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n ist neu</numerusform>
            <numerusform>%n sind neu</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>tracks became, reasons</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between reasons</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>Pedestrian</source>
        <translation>Fußgänger</translation>
    </message>
    <message>
        <source>Person on vehicle</source>
        <translation>Person auf Fahrzeug</translation>
    </message>
    <message>
        <source>Car</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Bicycle</source>
        <translation>Fahrrad</translation>
    </message>
    <message>
        <source>Motorbike</source>
        <translation>Motorrad</translation>
    </message>
    <message>
        <source>Vehicle without motor</source>
        <translation>Fahrzeug ohne Motor</translation>
    </message>
    <message>
        <source>Static person</source>
        <translation>Ruhende Person</translation>
    </message>
    <message>
        <source>Distractor</source>
        <translation>Ablenkung</translation>
    </message>
    <message>
        <source>Occluder</source>
        <translation>Verdecker</translation>
    </message>
    <message>
        <source>Occluder on the ground</source>
        <translation>Verdecker am Boden</translation>
    </message>
    <message>
        <source>Occluder, full</source>
        <translation>Verdecker, ganz</translation>
    </message>
    <message>
        <source>Reflection</source>
        <translation>Spiegelung</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>EditController</name>
    <message>
        <source>Select a person with a box in this frame first.</source>
        <translation>Zuerst eine Person mit einer Box in diesem Bild wählen.</translation>
    </message>
    <message>
        <source>This is the last frame.</source>
        <translation>Das ist das letzte Bild.</translation>
    </message>
    <message>
        <source>All marked frames after this one have a box of %1.</source>
        <translation>Alle markierten Bilder nach diesem haben eine Box von %1.</translation>
    </message>
    <message>
        <source>Frame %1 has a box of %2 already.</source>
        <translation>Bild %1 hat schon eine Box von %2.</translation>
    </message>
    <message numerus="yes">
        <source>Copied the box of %1 to %n frames</source>
        <translation>
            <numerusform>Box von %1 in %n Bild kopiert</numerusform>
            <numerusform>Box von %1 in %n Bilder kopiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>That is not possible here.</source>
        <translation>Das geht hier nicht.</translation>
    </message>
    <message>
        <source>It was not found.</source>
        <translation>Es wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>The data cannot be read.</source>
        <translation>Die Daten sind nicht lesbar.</translation>
    </message>
    <message>
        <source>This kind of file is not supported.</source>
        <translation>Diese Art von Datei wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>The weights do not fit the network.</source>
        <translation>Die Gewichte passen nicht zum Netz.</translation>
    </message>
    <message>
        <source>The file was refused because reading it would not be safe.</source>
        <translation>Die Datei wurde abgelehnt, weil es nicht sicher wäre, sie zu lesen.</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>Lesen oder Schreiben ist gescheitert.</translation>
    </message>
    <message>
        <source>This is in use or exists already.</source>
        <translation>Das wird gerade verwendet oder ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Not available on this machine.</source>
        <translation>Auf diesem Rechner nicht vorhanden.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Es ist nicht genug Speicher da.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Beendet.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Im Programm ging etwas schief.</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>MOTChallenge ground truth (gt.txt)</source>
        <translation>MOTChallenge, Ground Truth (gt.txt)</translation>
    </message>
    <message>
        <source>MOTChallenge result (TrackEval)</source>
        <translation>MOTChallenge, Ergebnis (TrackEval)</translation>
    </message>
    <message>
        <source>MOTChallenge 2015 ground truth</source>
        <translation>MOTChallenge 2015, Ground Truth</translation>
    </message>
    <message>
        <source>MOTChallenge detections (det.txt)</source>
        <translation>MOTChallenge, Detektionen (det.txt)</translation>
    </message>
    <message>
        <source>CVAT for video 1.1</source>
        <translation>CVAT für Video 1.1</translation>
    </message>
    <message>
        <source>COCO with track ids</source>
        <translation>COCO mit Spurnummern</translation>
    </message>
    <message>
        <source>DIVE JSON version 2</source>
        <translation>DIVE JSON, Version 2</translation>
    </message>
    <message>
        <source>KITTI tracking</source>
        <translation>KITTI-Tracking</translation>
    </message>
    <message>
        <source>Ultralytics text results</source>
        <translation>Ultralytics, Ergebnisse als Text</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>Deutsch</translation>
    </message>
</context>
<context>
    <name>PicturePlan</name>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>After the swap</source>
        <translation>Nach dem Tausch</translation>
    </message>
    <message>
        <source>until frame %1</source>
        <translation>bis Bild %1</translation>
    </message>
    <message>
        <source>from frame %1 on</source>
        <translation>ab Bild %1</translation>
    </message>
    <message>
        <source>before frame %1 | from there on</source>
        <translation>vor Bild %1 | ab da</translation>
    </message>
    <message>
        <source>before | after</source>
        <translation>davor | danach</translation>
    </message>
    <message>
        <source>in between</source>
        <translation>dazwischen</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Never seen together: where one is, the other is not.</source>
        <translation>Nie zusammen zu sehen: Wo die eine ist, ist die andere nicht.</translation>
    </message>
    <message>
        <source>%1 ends at frame %2, %3 begins %4 s later.</source>
        <translation>%1 endet bei Bild %2, %3 beginnt %4 s später.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>, mean score %1, moves by %2 of its height.</source>
        <translation>, mittlerer Score %1, bewegt sich um das %2-Fache seiner Höhe.</translation>
    </message>
    <message>
        <source>Frames %1 to %2, %3 s.</source>
        <translation>Bilder %1 bis %2, %3 s.</translation>
    </message>
    <message>
        <source>Identity swap?</source>
        <translation>Identitäten vertauscht?</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>Dieselbe Person?</translation>
    </message>
    <message>
        <source>Same person later?</source>
        <translation>Später dieselbe Person?</translation>
    </message>
    <message>
        <source>Jump to another person?</source>
        <translation>Sprung auf eine andere Person?</translation>
    </message>
    <message>
        <source>Two tracks on one person?</source>
        <translation>Zwei Spuren auf einer Person?</translation>
    </message>
    <message>
        <source>Not a person?</source>
        <translation>Keine Person?</translation>
    </message>
    <message>
        <source>Missed stretch?</source>
        <translation>Lücke übersehen?</translation>
    </message>
    <message>
        <source>Begins or ends too early?</source>
        <translation>Beginnt oder endet zu früh?</translation>
    </message>
    <message>
        <source>Box beside the person?</source>
        <translation>Box neben der Person?</translation>
    </message>
    <message>
        <source>Weak detections</source>
        <translation>Schwache Detektionen</translation>
    </message>
    <message>
        <source>Two people in one box?</source>
        <translation>Zwei Personen in einer Box?</translation>
    </message>
    <message>
        <source>Two people in one track?</source>
        <translation>Zwei Personen in einer Spur?</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged in frames %3 to %4?</source>
        <translation>Sind %1 und %2 in den Bildern %3 bis %4 vertauscht?</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged from frame %3 on?</source>
        <translation>Sind %1 und %2 ab Bild %3 vertauscht?</translation>
    </message>
    <message>
        <source>Is %2 the same person as %1?</source>
        <translation>Ist %2 dieselbe Person wie %1?</translation>
    </message>
    <message>
        <source>Does %1 become another person at frame %2?</source>
        <translation>Wird %1 bei Bild %2 zu einer anderen Person?</translation>
    </message>
    <message>
        <source>Do %1 and %2 mark the same person?</source>
        <translation>Markieren %1 und %2 dieselbe Person?</translation>
    </message>
    <message>
        <source>Is %1 not a person?</source>
        <translation>Ist %1 keine Person?</translation>
    </message>
    <message>
        <source>Is %1 there in frames %2 to %3?</source>
        <translation>Ist %1 in den Bildern %2 bis %3 da?</translation>
    </message>
    <message>
        <source>Is %1 seen before frame %2 already?</source>
        <translation>Ist %1 schon vor Bild %2 zu sehen?</translation>
    </message>
    <message>
        <source>Is %1 still seen after frame %2?</source>
        <translation>Ist %1 nach Bild %2 noch zu sehen?</translation>
    </message>
    <message>
        <source>Is the box of %1 beside the person?</source>
        <translation>Liegt die Box von %1 neben der Person?</translation>
    </message>
    <message>
        <source>Is %1 right here?</source>
        <translation>Stimmt %1 hier?</translation>
    </message>
    <message>
        <source>Does the box of %1 hold two people?</source>
        <translation>Enthält die Box von %1 zwei Personen?</translation>
    </message>
    <message>
        <source>They meet about frame %1.</source>
        <translation>Sie treffen sich etwa bei Bild %1.</translation>
    </message>
    <message>
        <source>It begins or ends away from the border of the image and from other people.</source>
        <translation>Beginn oder Ende liegt fern vom Bildrand und von anderen Personen.</translation>
    </message>
    <message>
        <source>Likely (%1 %)</source>
        <translation>Wahrscheinlich (%1 %)</translation>
    </message>
    <message>
        <source>Possible (%1 %)</source>
        <translation>Möglich (%1 %)</translation>
    </message>
    <message>
        <source>Unlikely (%1 %)</source>
        <translation>Unwahrscheinlich (%1 %)</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>Dieselbe Person</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Delete one</source>
        <translation>Eine löschen</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Keine Person</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Different people</source>
        <translation>Zwei Personen</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Eine Person</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 from frame %3 on</source>
        <translation>%1 und %2 ab Bild %3 vertauscht</translation>
    </message>
    <message>
        <source>Joined %1 and %2</source>
        <translation>%1 und %2 verbunden</translation>
    </message>
    <message>
        <source>Split %1 at frame %2</source>
        <translation>%1 bei Bild %2 geteilt</translation>
    </message>
    <message>
        <source>Deleted the second track on %1</source>
        <translation>Zweite Spur auf %1 gelöscht</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>Filled %1</source>
        <translation>%1 gefüllt</translation>
    </message>
    <message>
        <source>Extended %1</source>
        <translation>%1 verlängert</translation>
    </message>
    <message>
        <source>Corrected %1</source>
        <translation>%1 korrigiert</translation>
    </message>
    <message>
        <source>Working out this fix; the next finding follows…</source>
        <translation>Korrektur wird berechnet; der nächste Befund folgt…</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Writing images</source>
        <translation>Bilder schreiben</translation>
    </message>
    <message>
        <source>Reading the video&apos;s index</source>
        <translation>Verzeichnis des Videos lesen</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Preparing the labels</source>
        <translation>Labels vorbereiten</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Verfolgung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Collecting evidence</source>
        <translation>Hinweise werden gesammelt</translation>
    </message>
    <message>
        <source>Looking for errors</source>
        <translation>Fehler werden gesucht</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Anpassen</translation>
    </message>
</context>
<context>
    <name>Synonyms</name>
    <message>
        <source>merge link connect combine</source>
        <translation>verbinden vereinen zusammenfügen merge</translation>
    </message>
    <message>
        <source>merge link several</source>
        <translation>mehrere verbinden merge</translation>
    </message>
    <message>
        <source>cut break divide</source>
        <translation>schneiden trennen zerlegen</translation>
    </message>
    <message>
        <source>exchange switch transpose</source>
        <translation>vertauschen wechseln austauschen</translation>
    </message>
    <message>
        <source>remove erase</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>remove detection</source>
        <translation>entfernen Detektion</translation>
    </message>
    <message>
        <source>outside leaves stop</source>
        <translation>verlässt weg außerhalb</translation>
    </message>
    <message>
        <source>add draw annotate bounding box</source>
        <translation>hinzufügen zeichnen annotieren Box Rahmen Rechteck</translation>
    </message>
    <message>
        <source>interpolate</source>
        <translation>interpolieren</translation>
    </message>
    <message>
        <source>key frame anchor</source>
        <translation>Schlüsselbild Anker</translation>
    </message>
    <message>
        <source>goto jump seek</source>
        <translation>springen gehe suchen</translation>
    </message>
    <message>
        <source>isolate only</source>
        <translation>allein einzeln solo</translation>
    </message>
    <message>
        <source>save MOT gt download</source>
        <translation>speichern MOT gt</translation>
    </message>
    <message>
        <source>load annotations upload</source>
        <translation>laden Annotationen</translation>
    </message>
    <message>
        <source>missing find video</source>
        <translation>fehlt finden Video</translation>
    </message>
    <message>
        <source>settings options theme language</source>
        <translation>Optionen Thema Sprache</translation>
    </message>
    <message>
        <source>shortcuts hotkeys</source>
        <translation>Tastenkürzel Tastatur</translation>
    </message>
    <message>
        <source>errors suspicious check verify</source>
        <translation>Fehler verdächtig kontrollieren</translation>
    </message>
    <message>
        <source>reject ignore fine</source>
        <translation>ablehnen ignorieren verwerfen</translation>
    </message>
    <message>
        <source>run detect</source>
        <translation>starten erkennen</translation>
    </message>
    <message>
        <source>paste propagate repeat duplicate</source>
        <translation>einfügen fortsetzen wiederholen duplizieren</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>people, at most %1</source>
        <translation>Personen, höchstens %1</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>%1 is out of the picture here and comes back under this number.</source>
        <translation>%1 ist hier nicht im Bild und kommt unter dieser Nummer zurück.</translation>
    </message>
</context>
<context>
    <name>tw::ui::AboutDialog</name>
    <message>
        <source>About Trackwright</source>
        <translation>Über Trackwright</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>From tracker output to ground truth.

Apache License 2.0. Made with Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</source>
        <translation>Vom Ergebnis des Trackers zur Ground Truth.

Apache License 2.0. Gemacht mit Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</translation>
    </message>
</context>
<context>
    <name>tw::ui::AgreementDialog</name>
    <message>
        <source>Agreement on %1</source>
        <translation>Übereinstimmung bei %1</translation>
    </message>
    <message>
        <source>HOTA %1   IDF1 %2</source>
        <translation>HOTA %1   IDF1 %2</translation>
    </message>
    <message>
        <source>%1 and %2 agree in every box.</source>
        <translation>%1 und %2 stimmen in jeder Box überein.</translation>
    </message>
    <message>
        <source>What %2 did differently from %1. Enter goes to the place.</source>
        <translation>Was %2 anders machte als %1. Enter führt zur Stelle.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>tw::ui::AlphaPlot</name>
    <message>
        <source>Scores over alpha</source>
        <translation>Werte über Alpha</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>alpha %1</source>
        <translation>Alpha %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::AttributeRows</name>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Attributes %1</source>
        <translation>Attribute %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardDialog</name>
    <message>
        <source>Identity board</source>
        <translation>Identitätstafel</translation>
    </message>
    <message>
        <source>Arrows choose, Space checks, Enter joins the row, V shows the fragment in the video, %1 takes the last join back, Esc closes.</source>
        <translation>Pfeile wählen, Leertaste hakt an, Eingabe verbindet die Reihe, V zeigt das Bruchstück im Video, %1 nimmt die letzte Verbindung zurück, Esc schließt.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragments</source>
        <translation>
            <numerusform>%n Bruchstück</numerusform>
            <numerusform>%n Bruchstücken</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing people …</source>
        <translation>Personen werden verglichen …</translation>
    </message>
    <message>
        <source>Each row may be one person, judged by appearance. Tracks seen together never share a row. Uncheck those that do not belong.</source>
        <translation>Jede Zeile ist dem Aussehen nach vielleicht eine Person. Spuren, die zusammen zu sehen sind, stehen nie in einer Zeile. Wählen Sie ab, was nicht dazugehört.</translation>
    </message>
    <message>
        <source>No person seems to be split into several tracks.

Appearance is known for videos tracked here, not for imported tracks.</source>
        <translation>Keine Person scheint in mehrere Spuren zerteilt zu sein.

Das Aussehen ist für hier verfolgte Videos bekannt, nicht für importierte Spuren.</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardView</name>
    <message>
        <source>Fragments that could be one person</source>
        <translation>Bruchstücke, die eine Person sein könnten</translation>
    </message>
    <message>
        <source>Person %1 of %2, track %3, frames %4 to %5, %6</source>
        <translation>Person %1 von %2, Spur %3, Bilder %4 bis %5, %6</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>angehakt</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht angehakt</translation>
    </message>
    <message>
        <source>Frames %1 to %2
Mean similarity to the others %3, %4 % of this person</source>
        <translation>Bilder %1 bis %2
Mittlere Ähnlichkeit zu den anderen %3, zu %4 % diese Person</translation>
    </message>
    <message>
        <source>One person, %1 %?</source>
        <translation>Eine Person, %1 %?</translation>
    </message>
    <message>
        <source>nothing to join</source>
        <translation>nichts zu verbinden</translation>
    </message>
    <message>
        <source>Enter joins %1 of %2</source>
        <translation>Eingabe verbindet %1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionController</name>
    <message>
        <source>Open collection %1</source>
        <translation>Sammlung %1 öffnen</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>Videos hinzufügen</translation>
    </message>
    <message>
        <source>%1 is being tracked; it can be opened when that is done.</source>
        <translation>%1 wird gerade verfolgt und kann danach geöffnet werden.</translation>
    </message>
    <message>
        <source>Every video is tracked already.</source>
        <translation>Alle Videos sind schon verfolgt.</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>%1 verfolgen</translation>
    </message>
    <message>
        <source>Tracking %1, %2 of %3</source>
        <translation>%1 wird verfolgt, %2 von %3</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Alle exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n videos exported and read back</source>
        <translation>
            <numerusform>%n Video exportiert und zurückgelesen</numerusform>
            <numerusform>%n Videos exportiert und zurückgelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for moved files</source>
        <translation>Verschobene Dateien suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n files found</source>
        <translation>
            <numerusform>%n Datei gefunden</numerusform>
            <numerusform>%n Dateien gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>%1 vergleichen</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionModel</name>
    <message>
        <source>Untracked</source>
        <translation>Nicht verfolgt</translation>
    </message>
    <message>
        <source>Tracked</source>
        <translation>Verfolgt</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Abgegeben</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>Zu überarbeiten</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Identity switches expected in the open findings</source>
        <translation>In den offenen Befunden erwartete Identitätswechsel</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annotiert von</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionPage</name>
    <message>
        <source>Drop videos or folders here.</source>
        <translation>Videos oder Ordner hier ablegen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>Sie sind</translation>
    </message>
    <message>
        <source>Your name in the collection</source>
        <translation>Ihr Name in der Sammlung</translation>
    </message>
    <message>
        <source>Back to the video</source>
        <translation>Zum Video</translation>
    </message>
    <message>
        <source>Filter videos</source>
        <translation>Videos filtern</translation>
    </message>
    <message>
        <source>Filter by name or comment</source>
        <translation>Name oder Kommentar suchen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Jeder Stand</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annotiert von</translation>
    </message>
    <message>
        <source>Videos of the collection</source>
        <translation>Videos der Sammlung</translation>
    </message>
    <message numerus="yes">
        <source>%n videos</source>
        <translation>
            <numerusform>%n Video</numerusform>
            <numerusform>%n Videos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 switches expected</source>
        <translation>%1 Wechsel erwartet</translation>
    </message>
    <message>
        <source>Every annotator</source>
        <translation>Alle Annotierenden</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionTools</name>
    <message>
        <source>Export all to</source>
        <translation>Alle exportieren nach</translation>
    </message>
    <message>
        <source>Where are the files?</source>
        <translation>Wo sind die Dateien?</translation>
    </message>
    <message>
        <source>%1 is submitted; a second person looks at it.</source>
        <translation>%1 ist abgegeben; jetzt sieht eine zweite Person es durch.</translation>
    </message>
    <message>
        <source>%1 is accepted.</source>
        <translation>%1 ist angenommen.</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>Collections (*.twc)</source>
        <translation>Sammlungen (*.twc)</translation>
    </message>
    <message>
        <source>Add the videos of a folder</source>
        <translation>Videos eines Ordners hinzufügen</translation>
    </message>
    <message>
        <source>This was the last video of the list.</source>
        <translation>Das war das letzte Video der Liste.</translation>
    </message>
    <message>
        <source>This was the first video of the list.</source>
        <translation>Das war das erste Video der Liste.</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>What needs work in %1?</source>
        <translation>Was ist an %1 zu überarbeiten?</translation>
    </message>
    <message>
        <source>%1 was sent back.</source>
        <translation>%1 wurde zurückgegeben.</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Who annotates %1?</source>
        <translation>Wer annotiert %1?</translation>
    </message>
    <message>
        <source>Second annotation</source>
        <translation>Zweite Annotation</translation>
    </message>
    <message>
        <source>Who made %1?</source>
        <translation>Von wem ist %1?</translation>
    </message>
    <message>
        <source>Second annotation of %1</source>
        <translation>Zweite Annotation von %1</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>Spuren und Projekte (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>tw::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>tw::ui::ContextBar</name>
    <message>
        <source>Click selects a person, drag moves, wheel zooms.</source>
        <translation>Klick wählt eine Person, Ziehen verschiebt, das Rad vergrößert.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Next proposal</source>
        <translation>Nächster Vorschlag</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Without filling</source>
        <translation>Ohne Füllen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ghosts above</source>
        <translation>Geister über</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>Bilder %1 bis %2</translation>
    </message>
    <message>
        <source>edits act %1</source>
        <translation>Änderungen wirken %1</translation>
    </message>
    <message>
        <source>, not in this frame</source>
        <translation>, nicht in diesem Bild</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>, gesperrt</translation>
    </message>
    <message>
        <source>Join %1 to %2? It begins at frame %3, %4.</source>
        <translation>%1 mit %2 verbinden? Sie beginnt bei Bild %3, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames are filled</source>
        <translation>
            <numerusform>%n Bild wird gefüllt</numerusform>
            <numerusform>%n Bilder werden gefüllt</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1 of %2)</source>
        <translation>(%1 von %2)</translation>
    </message>
    <message>
        <source>Drag a box around the new person.</source>
        <translation>Eine Box um die neue Person ziehen.</translation>
    </message>
    <message>
        <source>Drag a box around %1 in this frame.</source>
        <translation>In diesem Bild eine Box um %1 ziehen.</translation>
    </message>
    <message>
        <source>A new person? Accept follows them through the frames before and after.</source>
        <translation>Eine neue Person? Annehmen verfolgt sie durch die Bilder davor und danach.</translation>
    </message>
    <message>
        <source>Accept follows %1 through the frames before and after.</source>
        <translation>Annehmen verfolgt %1 durch die Bilder davor und danach.</translation>
    </message>
    <message>
        <source>Who?</source>
        <translation>Wer?</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>Who is %1, %2? Press the number.</source>
        <translation>Wer ist %1, %2? Die Ziffer drücken.</translation>
    </message>
    <message>
        <source>Minimum score of the ghosts</source>
        <translation>Mindest-Score der Geister</translation>
    </message>
    <message>
        <source>Swap %1 %2: click the other person or press its number.</source>
        <translation>%1 tauschen, %2: andere Person anklicken oder ihre Zahl drücken.</translation>
    </message>
    <message>
        <source>Click the track to join to %1.</source>
        <translation>Die Spur anklicken, die mit %1 verbunden wird.</translation>
    </message>
    <message>
        <source>Click every track that is also %1.</source>
        <translation>Jede Spur anklicken, die auch %1 ist.</translation>
    </message>
    <message>
        <source>Who is this? Click a person or any place in the image.</source>
        <translation>Wer ist das? Eine Person oder eine beliebige Stelle im Bild anklicken.</translation>
    </message>
    <message>
        <source>Whose box is this? Press a number, or N for a new person.</source>
        <translation>Wessen Box ist das? Eine Zahl drücken, oder N für eine neue Person.</translation>
    </message>
</context>
<context>
    <name>tw::ui::CurveView</name>
    <message>
        <source>%1 after %2</source>
        <translation>%1 nach %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::DatasetDialog</name>
    <message>
        <source>Export a data set</source>
        <translation>Datensatz exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>Name des Datensatzes</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Projects of the data set</source>
        <translation>Projekte des Datensatzes</translation>
    </message>
    <message>
        <source>%1 (this project)</source>
        <translation>%1 (dieses Projekt)</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>What becomes validation</source>
        <translation>Was zur Validierung dient</translation>
    </message>
    <message>
        <source>The end of each video</source>
        <translation>Das Ende jedes Videos</translation>
    </message>
    <message>
        <source>The last project of the list</source>
        <translation>Das letzte Projekt der Liste</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Share for validation</source>
        <translation>Anteil der Validierung</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>PNG, without loss</source>
        <translation>PNG, ohne Verlust</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>quality </source>
        <translation>Qualität </translation>
    </message>
    <message>
        <source>Folder to write</source>
        <translation>Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>Ordner des Datensatzes</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>Einzelheiten des Exports</translation>
    </message>
    <message>
        <source>Add a project</source>
        <translation>Ein Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>Projekte (*.twp)</translation>
    </message>
    <message>
        <source>Add another project first</source>
        <translation>Erst ein weiteres Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>Export von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n files of an earlier export were removed.</source>
        <translation>
            <numerusform>%n Datei eines früheren Exports wurde entfernt.</numerusform>
            <numerusform>%n Dateien eines früheren Exports wurden entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ground truth, images, lists and labels as TrackEval, FairMOT and the trainer of this program read them.</source>
        <translation>Ground Truth, Bilder, Listen und Labels, wie TrackEval, FairMOT und das Training dieses Programms sie lesen.</translation>
    </message>
    <message>
        <source>Every person in these videos is annotated</source>
        <translation>Jede Person in diesen Videos ist annotiert</translation>
    </message>
    <message>
        <source>Otherwise detections without a box are not counted as errors in training</source>
        <translation>Sonst zählen Detektionen ohne Box im Training nicht als Fehler</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images of the frames</source>
        <translation>Einzelbilder des Videos</translation>
    </message>
    <message>
        <source>Quality of JPEG images</source>
        <translation>Qualität der JPEG-Bilder</translation>
    </message>
    <message numerus="yes">
        <source>Written: %n sequences, %1 images, %2 boxes, %3 labels.</source>
        <translation>
            <numerusform>Geschrieben: %n Sequenz, %1 Bilder, %2 Boxen, %3 Labels.</numerusform>
            <numerusform>Geschrieben: %n Sequenzen, %1 Bilder, %2 Boxen, %3 Labels.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::DockPanel</name>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>tw::ui::EditController</name>
    <message>
        <source>Choose a person first: click one, or press 1 to 9 for the nearest.</source>
        <translation>Erst eine Person wählen: anklicken, oder 1 bis 9 für die nächsten drücken.</translation>
    </message>
    <message>
        <source>%1 has no box in frame %2.</source>
        <translation>%1 hat in Bild %2 keine Box.</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>%1 und %2 getauscht %3</translation>
    </message>
    <message>
        <source>No track begins soon after %1 ends. Click the one to join it with.</source>
        <translation>Nach dem Ende von %1 beginnt bald keine Spur. Die Spur anklicken, mit der sie verbunden werden soll.</translation>
    </message>
    <message>
        <source>Joined %2 to %1</source>
        <translation>%2 mit %1 verbunden</translation>
    </message>
    <message>
        <source>That is %1 itself. Choose another person, or press Esc.</source>
        <translation>Das ist %1 selbst. Eine andere Person wählen oder Esc drücken.</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>Box von %1 in Bild %2</translation>
    </message>
    <message>
        <source>New person %1</source>
        <translation>Neue Person %1</translation>
    </message>
    <message numerus="yes">
        <source>Followed %1 through %n frames</source>
        <translation>
            <numerusform>%1 durch %n Bild verfolgt</numerusform>
            <numerusform>%1 durch %n Bilder verfolgt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New person %1 in %n frames</source>
        <translation>
            <numerusform>Neue Person %1 in %n Bild</numerusform>
            <numerusform>Neue Person %1 in %n Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks</source>
        <translation>
            <numerusform>%n Spur gelöscht</numerusform>
            <numerusform>%n Spuren gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted %1 %2</source>
        <translation>%1 gelöscht %2</translation>
    </message>
    <message>
        <source>%1 has no gap to fill.</source>
        <translation>%1 hat keine Lücke.</translation>
    </message>
    <message>
        <source>Removed interpolated boxes of %1 %2</source>
        <translation>Ergänzte Boxen von %1 entfernt %2</translation>
    </message>
    <message>
        <source>Verified: %1 %2</source>
        <translation>Geprüft: %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Hid %n tracks</source>
        <translation>
            <numerusform>%n Spur ausgeblendet</numerusform>
            <numerusform>%n Spuren ausgeblendet</numerusform>
        </translation>
    </message>
    <message>
        <source>No track is hidden.</source>
        <translation>Keine Spur ist ausgeblendet.</translation>
    </message>
    <message numerus="yes">
        <source>Locked %n tracks</source>
        <translation>
            <numerusform>%n Spur gesperrt</numerusform>
            <numerusform>%n Spuren gesperrt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlocked %n tracks</source>
        <translation>
            <numerusform>%n Spur entsperrt</numerusform>
            <numerusform>%n Spuren entsperrt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the colour of %n tracks</source>
        <translation>
            <numerusform>Farbe von %n Spur geändert</numerusform>
            <numerusform>Farbe von %n Spuren geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the class of %n tracks</source>
        <translation>
            <numerusform>Klasse von %n Spur geändert</numerusform>
            <numerusform>Klasse von %n Spuren geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Show track</source>
        <translation>Spur einblenden</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>Spur ausblenden</translation>
    </message>
    <message>
        <source>Unlock track</source>
        <translation>Spur entsperren</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>Spur sperren</translation>
    </message>
    <message>
        <source>in all frames</source>
        <translation>in allen Bildern</translation>
    </message>
    <message>
        <source>from frame %1 to the end</source>
        <translation>ab Bild %1 bis zum Ende</translation>
    </message>
    <message>
        <source>in frame %1</source>
        <translation>in Bild %1</translation>
    </message>
    <message>
        <source>in frames %1 to %2</source>
        <translation>in den Bildern %1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled in a straight line</source>
        <translation>
            <numerusform>%n Bild geradlinig gefüllt</numerusform>
            <numerusform>%n Bilder geradlinig gefüllt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Joined %1 to %2</source>
        <translation>%1 mit %2 verbunden</translation>
    </message>
    <message>
        <source>There are no detections in the frames before and after.</source>
        <translation>In den Bildern davor und danach gibt es keine Detektionen.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled along detections</source>
        <translation>
            <numerusform>%n Bild entlang der Detektionen gefüllt</numerusform>
            <numerusform>%n Bilder entlang der Detektionen gefüllt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled: %1 along detections, %2 straight</source>
        <translation>
            <numerusform>%n Bild gefüllt: %1 entlang der Detektionen, %2 gerade</numerusform>
            <numerusform>%n Bilder gefüllt: %1 entlang der Detektionen, %2 gerade</numerusform>
        </translation>
    </message>
    <message>
        <source>Split %1 at frame %2, the rest is %3</source>
        <translation>%1 bei Bild %2 geteilt, der Rest ist %3</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the selected tracks has a box %1.</source>
        <translation>Keine der gewählten Spuren hat eine Box %1.</translation>
    </message>
    <message>
        <source>Ended %1 at frame %2</source>
        <translation>%1 bei Bild %2 beendet</translation>
    </message>
    <message>
        <source>Moved the start of %1 to frame %2</source>
        <translation>Beginn von %1 auf Bild %2 verschoben</translation>
    </message>
    <message>
        <source>Set a keyframe of %1 at frame %2</source>
        <translation>Schlüsselbild von %1 bei Bild %2 gesetzt</translation>
    </message>
    <message>
        <source>Removed the keyframe of %1 at frame %2</source>
        <translation>Schlüsselbild von %1 bei Bild %2 entfernt</translation>
    </message>
    <message>
        <source>Marked %1 visible %2</source>
        <translation>%1 als sichtbar markiert %2</translation>
    </message>
    <message>
        <source>Marked %1 occluded %2</source>
        <translation>%1 als verdeckt markiert %2</translation>
    </message>
    <message>
        <source>Verification removed: everyone %1</source>
        <translation>Nicht mehr geprüft: alle %1</translation>
    </message>
    <message>
        <source>Verified: everyone %1</source>
        <translation>Geprüft: alle %1</translation>
    </message>
    <message>
        <source>Verification removed: %1 %2</source>
        <translation>Nicht mehr geprüft: %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Showed %n tracks</source>
        <translation>
            <numerusform>%n Spur eingeblendet</numerusform>
            <numerusform>%n Spuren eingeblendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed the name of %1</source>
        <translation>Name von %1 entfernt</translation>
    </message>
    <message>
        <source>Named %1 %2</source>
        <translation>%1 heißt nun %2</translation>
    </message>
    <message>
        <source>Changed %1 to %2 %3</source>
        <translation>%1 in %2 geändert %3</translation>
    </message>
    <message>
        <source>Set the visibility of %1 to %2 %3</source>
        <translation>Sichtbarkeit von %1 auf %2 gesetzt %3</translation>
    </message>
    <message>
        <source>for the whole track</source>
        <translation>für die ganze Spur</translation>
    </message>
    <message>
        <source>Added the class %1</source>
        <translation>Klasse %1 hinzugefügt</translation>
    </message>
    <message>
        <source>Removed a class from the list</source>
        <translation>Eine Klasse aus der Liste entfernt</translation>
    </message>
    <message>
        <source>Renamed the class to %1</source>
        <translation>Klasse in %1 umbenannt</translation>
    </message>
    <message>
        <source>Added the attribute %1</source>
        <translation>Attribut %1 hinzugefügt</translation>
    </message>
    <message>
        <source>Removed the attribute %1</source>
        <translation>Attribut %1 entfernt</translation>
    </message>
    <message>
        <source>Cleared %1 of %2 %3</source>
        <translation>%1 von %2 gelöscht %3</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3 %4</source>
        <translation>%1 von %2 auf %3 gesetzt %4</translation>
    </message>
    <message>
        <source>%1 is not marked as absent %2 any more</source>
        <translation>%1 ist %2 nicht mehr als abwesend markiert</translation>
    </message>
    <message>
        <source>%1 has no gap at frame %2. Go into a gap, or mark a range where the person is out of the picture.</source>
        <translation>%1 hat bei Bild %2 keine Lücke. Gehen Sie in eine Lücke oder markieren Sie einen Bereich, in dem die Person nicht im Bild ist.</translation>
    </message>
    <message>
        <source>Marked %1 as absent %2</source>
        <translation>%1 als abwesend markiert %2</translation>
    </message>
    <message>
        <source>Added a note</source>
        <translation>Notiz hinzugefügt</translation>
    </message>
    <message>
        <source>Removed the bookmark</source>
        <translation>Lesezeichen entfernt</translation>
    </message>
    <message>
        <source>Set a bookmark at frame %1</source>
        <translation>Lesezeichen bei Bild %1 gesetzt</translation>
    </message>
    <message>
        <source>Changed the note</source>
        <translation>Notiz geändert</translation>
    </message>
    <message>
        <source>Removed the note</source>
        <translation>Notiz entfernt</translation>
    </message>
</context>
<context>
    <name>tw::ui::EndPage</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Expected to be left</source>
        <translation>Voraussichtlich übrig</translation>
    </message>
    <message>
        <source>IDSW of the evaluation: a person goes on under another number</source>
        <translation>IDSW der Auswertung: eine Person geht unter einer anderen Nummer weiter</translation>
    </message>
    <message>
        <source>Frag of the evaluation: a person is not followed for a while</source>
        <translation>Frag der Auswertung: eine Person wird eine Zeit lang nicht verfolgt</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Ground Truth exportieren…</translation>
    </message>
    <message>
        <source>The findings that were put off, and the unlikely ones</source>
        <translation>Die aufgeschobenen Befunde und die unwahrscheinlichen</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Nächstes Video</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>%1  (%2 to %3)</source>
        <translation>%1  (%2 bis %3)</translation>
    </message>
    <message>
        <source>With 95 % probability, as far as the detectors see errors</source>
        <translation>Mit 95 % Wahrscheinlichkeit, soweit die Detektoren Fehler sehen</translation>
    </message>
    <message>
        <source>Second look (%1)</source>
        <translation>Zweiter Blick (%1)</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Zweiter Blick</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Befunde werden gesucht…</translation>
    </message>
    <message>
        <source>Nothing worth checking is left</source>
        <translation>Nichts Prüfenswertes ist übrig</translation>
    </message>
    <message>
        <source>Nothing looks suspicious</source>
        <translation>Nichts sieht verdächtig aus</translation>
    </message>
    <message numerus="yes">
        <source>%n findings checked</source>
        <translation>
            <numerusform>%n Befund geprüft</numerusform>
            <numerusform>%n Befunde geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept.</source>
        <translation>%1 korrigiert, %2 behalten.</translation>
    </message>
    <message>
        <source>Only with the filter: %1.</source>
        <translation>Nur mit dem Filter: %1.</translation>
    </message>
    <message>
        <source>Identity switches</source>
        <translation>Identitätswechsel</translation>
    </message>
    <message>
        <source>Fragments</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message numerus="yes">
        <source>%n findings were put off.</source>
        <translation>
            <numerusform>%n Befund wurde aufgeschoben.</numerusform>
            <numerusform>%n Befunde wurden aufgeschoben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about.</source>
        <translation>
            <numerusform>Nach %n unwahrscheinlichen Befund wurde nicht gefragt.</numerusform>
            <numerusform>Nach %n unwahrscheinlichen Befunden wurde nicht gefragt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about: about one error in %1 looks.</source>
        <translation>
            <numerusform>Nach %n unwahrscheinlichen Befund wurde nicht gefragt: etwa ein Fehler auf %1 Blicke.</numerusform>
            <numerusform>Nach %n unwahrscheinlichen Befunden wurde nicht gefragt: etwa ein Fehler auf %1 Blicke.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorListModel</name>
    <message>
        <source>False box</source>
        <translation>Falsche Box</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Übersehen</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>Fragment</source>
        <translation>Unterbrechung</translation>
    </message>
    <message>
        <source>person %1</source>
        <translation>Person %1</translation>
    </message>
    <message>
        <source>person %1: %2 → %3</source>
        <translation>Person %1: %2 → %3</translation>
    </message>
    <message>
        <source>person %1: %2 again</source>
        <translation>Person %1: wieder %2</translation>
    </message>
    <message>
        <source>Frame %1: %2, %3</source>
        <translation>Bild %1: %2, %3</translation>
    </message>
    <message>
        <source>People are numbered as in the ground truth, tracks as in the result</source>
        <translation>Personen sind wie in der Ground Truth nummeriert, Spuren wie im Ergebnis</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>%1 on the background</source>
        <translation>%1 auf dem Hintergrund</translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorStrip</name>
    <message>
        <source>Errors over the video</source>
        <translation>Fehler über das Video</translation>
    </message>
    <message numerus="yes">
        <source>%n frames have errors</source>
        <translation>
            <numerusform>%n Bild hat Fehler</numerusform>
            <numerusform>%n Bilder haben Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>Frame %1: %2 right, %3 false, %4 missed, %5 switches, %6 fragments</source>
        <translation>Bild %1: %2 richtig, %3 falsch, %4 übersehen, %5 Wechsel, %6 Unterbrechungen</translation>
    </message>
</context>
<context>
    <name>tw::ui::EvaluationPanel</name>
    <message>
        <source>Pages of the evaluation</source>
        <translation>Seiten der Auswertung</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Over alpha</source>
        <translation>Über Alpha</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Ground Truth</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>The benchmarks leave out people on vehicles, reflections and the like, and other classes</source>
        <translation>Die Vergleichstests lassen Personen auf Fahrzeugen, Spiegelungen und Ähnliches sowie andere Klassen aus</translation>
    </message>
    <message>
        <source>Every box counts</source>
        <translation>Jede Box zählt</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>Daneben</translation>
    </message>
    <message>
        <source>Which errors</source>
        <translation>Welche Fehler</translation>
    </message>
    <message>
        <source>All errors of the result</source>
        <translation>Alle Fehler des Ergebnisses</translation>
    </message>
    <message>
        <source>Only in the result</source>
        <translation>Nur im Ergebnis</translation>
    </message>
    <message>
        <source>Only in the other</source>
        <translation>Nur im anderen</translation>
    </message>
    <message>
        <source>Copy every figure as CSV</source>
        <translation>Jede Zahl als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy the main figures as a LaTeX table</source>
        <translation>Die wichtigsten Zahlen als LaTeX-Tabelle kopieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>Die Dateien neu lesen</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>Spuren und Projekte (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a ground truth</source>
        <translation>Eine Ground Truth wählen</translation>
    </message>
    <message>
        <source>This project&apos;s tracks</source>
        <translation>Die Spuren dieses Projekts</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>This project as it was opened</source>
        <translation>Dieses Projekt, wie es geöffnet wurde</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Eine Datei wählen…</translation>
    </message>
    <message>
        <source>Open a project to evaluate it.</source>
        <translation>Ein Projekt öffnen, um es auszuwerten.</translation>
    </message>
    <message>
        <source>Choose a ground truth to compare the tracks with.</source>
        <translation>Eine Ground Truth wählen, mit der die Spuren verglichen werden.</translation>
    </message>
    <message>
        <source>Ground truth and result are the same tracks: choose a file for one of them.</source>
        <translation>Ground Truth und Ergebnis sind dieselben Spuren: für eines davon eine Datei wählen.</translation>
    </message>
    <message>
        <source>Reading and scoring…</source>
        <translation>Wird gelesen und gewertet…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message numerus="yes">
        <source>%n frames, %1 of them scored anew in %2 ms.</source>
        <translation>
            <numerusform>%n Bild, %1 davon in %2 ms neu gewertet.</numerusform>
            <numerusform>%n Bilder, %1 davon in %2 ms neu gewertet.</numerusform>
        </translation>
    </message>
    <message>
        <source>FP %1</source>
        <translation>FP %1</translation>
    </message>
    <message>
        <source>FN %1</source>
        <translation>FN %1</translation>
    </message>
    <message>
        <source>IDSW %1</source>
        <translation>IDSW %1</translation>
    </message>
    <message>
        <source>Frag %1</source>
        <translation>Frag %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The LaTeX table is in the clipboard</source>
        <translation>Die LaTeX-Tabelle ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>The figures are in the clipboard as CSV</source>
        <translation>Die Zahlen sind als CSV in der Zwischenablage</translation>
    </message>
    <message numerus="yes">
        <source>%n frames, read and scored in %1 ms.</source>
        <translation>
            <numerusform>%n Bild, in %1 ms gelesen und gewertet.</numerusform>
            <numerusform>%n Bilder, in %1 ms gelesen und gewertet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Missed: %1 of the truth</source>
        <translation>Übersehen: %1 der Ground Truth</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
</context>
<context>
    <name>tw::ui::EventListModel</name>
    <message>
        <source>%1, frame %2</source>
        <translation>%1, Bild %2</translation>
    </message>
    <message>
        <source>%1 %2, frame %3, %4 percent</source>
        <translation>%1 %2, Bild %3, %4 Prozent</translation>
    </message>
</context>
<context>
    <name>tw::ui::ExportDialog</name>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File or folder to write</source>
        <translation>Datei oder Ordner, in die geschrieben wird</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Hidden tracks too</source>
        <translation>Auch ausgeblendete Spuren</translation>
    </message>
    <message>
        <source>Rows by frame instead of by identity</source>
        <translation>Zeilen nach Bild statt nach Identität</translation>
    </message>
    <message>
        <source>FairMOT&apos;s label script needs rows by identity</source>
        <translation>FairMOTs Label-Skript braucht Zeilen nach Identität</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>Einzelheiten des Exports</translation>
    </message>
    <message>
        <source>Folder of the sequence</source>
        <translation>Ordner der Sequenz</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes of %1 tracks are written.</source>
        <translation>
            <numerusform>%n Box von %1 Spuren ist geschrieben.</numerusform>
            <numerusform>%n Boxen von %1 Spuren sind geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read back and compared: %n boxes of %1 tracks, all as in the project.</source>
        <translation>
            <numerusform>Zurückgelesen und verglichen: %n Box von %1 Spuren, alles wie im Projekt.</numerusform>
            <numerusform>Zurückgelesen und verglichen: %n Boxen von %1 Spuren, alles wie im Projekt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written, but reading it back found %n problems.</source>
        <translation>
            <numerusform>Geschrieben, aber beim Zurücklesen fand sich %n Fehler.</numerusform>
            <numerusform>Geschrieben, aber beim Zurücklesen fanden sich %n Fehler.</numerusform>
        </translation>
    </message>
    <message>
        <source>What this format cannot hold:</source>
        <translation>Was dieses Format nicht fassen kann:</translation>
    </message>
    <message>
        <source>With a certificate beside it</source>
        <translation>Mit einem Zeugnis daneben</translation>
    </message>
    <message>
        <source>About %1 identity errors are expected to be left (with 95 % probability %2 to %3), among %4 places without a verdict.</source>
        <translation>Etwa %1 Identitätsfehler sind wohl übrig (mit 95 % Wahrscheinlichkeit %2 bis %3), unter %4 Stellen ohne Urteil.</translation>
    </message>
    <message>
        <source>The last edit has not been looked at yet.</source>
        <translation>Die letzte Änderung ist noch nicht angesehen.</translation>
    </message>
    <message>
        <source>Verified by a person: %1 of %2 frames, %3 of %4 boxes. Verdicts: %5 accepted, %6 fine as they were. Edits: %7.</source>
        <translation>Von einem Menschen geprüft: %1 von %2 Bildern, %3 von %4 Boxen. Urteile: %5 angenommen, %6 richtig, wie sie waren. Änderungen: %7.</translation>
    </message>
    <message>
        <source>Model: %1.</source>
        <translation>Modell: %1.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>tw::ui::FileActions</name>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <translation>%1 lässt sich nicht öffnen. %2</translation>
    </message>
    <message>
        <source>Open video or project</source>
        <translation>Video oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>Projekte (*.twp)</translation>
    </message>
    <message>
        <source>Image lists (*.txt)</source>
        <translation>Bilderlisten (*.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>Bilderordner öffnen</translation>
    </message>
    <message>
        <source>Track files (%1)</source>
        <translation>Dateien mit Spuren (%1)</translation>
    </message>
    <message>
        <source>Import tracks</source>
        <translation>Spuren importieren</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Where is the video?</source>
        <translation>Wo ist das Video?</translation>
    </message>
    <message>
        <source>Draw a demo clip</source>
        <translation>Demo-Clip zeichnen</translation>
    </message>
    <message>
        <source>%1 is there already. It will be replaced.</source>
        <translation>%1 ist schon da. Es wird ersetzt.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Damaged project</source>
        <translation>Beschädigtes Projekt</translation>
    </message>
    <message>
        <source>Parts of %1 are damaged and were left out:

%2

Nothing is written to the file until you decide: save what is left under another name, or write it over the damaged file.</source>
        <translation>Teile von %1 sind beschädigt und wurden ausgelassen:

%2

In die Datei wird nichts geschrieben, bis Sie entscheiden: den Rest unter anderem Namen sichern oder die beschädigte Datei überschreiben.</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Write Over It</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>No other video follows in this folder.</source>
        <translation>In diesem Ordner folgt kein weiteres Video.</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>Video exportieren</translation>
    </message>
    <message>
        <source>MP4 (*.mp4)</source>
        <translation>MP4 (*.mp4)</translation>
    </message>
    <message>
        <source>Matroska (*.mkv)</source>
        <translation>Matroska (*.mkv)</translation>
    </message>
    <message>
        <source>WebM (*.webm)</source>
        <translation>WebM (*.webm)</translation>
    </message>
    <message>
        <source>Exported %1: %2 frames, without sound</source>
        <translation>%1 exportiert: %2 Bilder, ohne Ton</translation>
    </message>
    <message>
        <source>%1 of them cannot be decoded and show the picture before</source>
        <translation>%1 davon lassen sich nicht decodieren und zeigen das vorige Bild</translation>
    </message>
    <message>
        <source>Videos, projects and collections (%1 *.twp *.twc)</source>
        <translation>Videos, Projekte und Sammlungen (%1 *.twp *.twc)</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilmStrip</name>
    <message>
        <source>Film strip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>to frame %1</source>
        <translation>bis Bild %1</translation>
    </message>
    <message>
        <source>from frame %1</source>
        <translation>ab Bild %1</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>neue Person</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilterMenu</name>
    <message>
        <source>person %1</source>
        <translation>Person %1</translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>Bilder %1 bis %2</translation>
    </message>
    <message>
        <source>edited tracks</source>
        <translation>bearbeitete Spuren</translation>
    </message>
    <message>
        <source>unedited tracks</source>
        <translation>unbearbeitete Spuren</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Worth checking</source>
        <translation>Prüfenswert</translation>
    </message>
    <message>
        <source>Findings that are gone through: %1</source>
        <translation>Befunde, die durchgegangen werden: %1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Exchanged people</source>
        <translation>Vertauschte Personen</translation>
    </message>
    <message>
        <source>One person in two tracks</source>
        <translation>Eine Person in zwei Spuren</translation>
    </message>
    <message>
        <source>Not a person, or twice</source>
        <translation>Keine Person oder doppelt</translation>
    </message>
    <message>
        <source>Missed stretches and ends</source>
        <translation>Fehlende Strecken und Enden</translation>
    </message>
    <message>
        <source>Boxes to correct</source>
        <translation>Boxen zum Korrigieren</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Alle Spuren</translation>
    </message>
    <message>
        <source>Unedited tracks</source>
        <translation>Unbearbeitete Spuren</translation>
    </message>
    <message>
        <source>Edited tracks</source>
        <translation>Bearbeitete Spuren</translation>
    </message>
    <message>
        <source>Show all, the unlikely ones too</source>
        <translation>Alle zeigen, auch die unwahrscheinlichen</translation>
    </message>
    <message>
        <source>Only the selected person</source>
        <translation>Nur die ausgewählte Person</translation>
    </message>
    <message>
        <source>Only person %1</source>
        <translation>Nur Person %1</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Nur der markierte Bereich</translation>
    </message>
    <message>
        <source>Only frames %1 to %2</source>
        <translation>Nur Bilder %1 bis %2</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>Kein Filter</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryModel</name>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>tw::ui::IdentityBoard</name>
    <message>
        <source>Joining needs at least two fragments: check another one.</source>
        <translation>Zum Verbinden braucht es mindestens zwei Bruchstücke: noch eines ankreuzen.</translation>
    </message>
</context>
<context>
    <name>tw::ui::InspectorPanel</name>
    <message>
        <source>interpolated</source>
        <translation>ergänzt</translation>
    </message>
    <message>
        <source>tracker, score %1</source>
        <translation>vom Tracker, Score %1</translation>
    </message>
    <message>
        <source>imported, score %1</source>
        <translation>importiert, Score %1</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>von Hand gezeichnet</translation>
    </message>
    <message>
        <source>Select a person to see the exact numbers.</source>
        <translation>Eine Person wählen, um die genauen Zahlen zu sehen.</translation>
    </message>
    <message>
        <source>Number of the track</source>
        <translation>Nummer der Spur</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>Schlüsselbild</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2, %n boxes</source>
        <translation>
            <numerusform>%1 bis %2, %n Box</numerusform>
            <numerusform>%1 bis %2, %n Boxen</numerusform>
        </translation>
    </message>
    <message>
        <source>Box in frame %1</source>
        <translation>Box in Bild %1</translation>
    </message>
    <message>
        <source>Not in frame %1</source>
        <translation>Nicht in Bild %1</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks selected</source>
        <translation>
            <numerusform>%n Spur gewählt</numerusform>
            <numerusform>%n Spuren gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Class, colour and the keys act on all of them.</source>
        <translation>Klasse, Farbe und die Tasten wirken auf alle.</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Neue Klasse…</translation>
    </message>
</context>
<context>
    <name>tw::ui::JobsPanel</name>
    <message>
        <source>Tracking</source>
        <translation>Verfolgung</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>No job is running. Track finds the people in the video.</source>
        <translation>Kein Job läuft. Verfolgen findet die Personen im Video.</translation>
    </message>
</context>
<context>
    <name>tw::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Tasten suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Select a person</source>
        <translation>Eine Person wählen</translation>
    </message>
    <message>
        <source>click</source>
        <translation>klicken</translation>
    </message>
    <message>
        <source>Select one more</source>
        <translation>Eine weitere wählen</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Strg+klicken</translation>
    </message>
    <message>
        <source>Select the one beneath</source>
        <translation>Die darunter wählen</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+klicken</translation>
    </message>
    <message>
        <source>Move or resize the selected box</source>
        <translation>Die gewählte Box bewegen oder ändern</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>ziehen</translation>
    </message>
    <message>
        <source>Draw a new person, or the selected one where they have no box</source>
        <translation>Eine neue Person zeichnen, oder die gewählte, wo ihre Box fehlt</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Umschalt+ziehen</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Am Zeiger vergrößern</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Timeline: mark frames; from bar to bar selects both tracks</source>
        <translation>Zeitleiste: Bilder markieren; von Balken zu Balken wählt beide Spuren</translation>
    </message>
    <message>
        <source>Timeline: trim or extend a track</source>
        <translation>Zeitleiste: Spur kürzen oder verlängern</translation>
    </message>
    <message>
        <source>drag its end</source>
        <translation>ihr Ende ziehen</translation>
    </message>
    <message>
        <source>Timeline: join two tracks and fill the gap</source>
        <translation>Zeitleiste: zwei Spuren verbinden und die Lücke füllen</translation>
    </message>
    <message>
        <source>drop an end on a bar</source>
        <translation>ein Ende auf einen Balken ziehen</translation>
    </message>
    <message>
        <source>Timeline: scroll the lanes</source>
        <translation>Zeitleiste: Zeilen rollen</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Strg+Rad</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
</context>
<context>
    <name>tw::ui::LabelMenu</name>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A name, or a name with its values: carrying: bag, umbrella.
Without values it is yes or no.</source>
        <translation>Ein Name, oder ein Name mit seinen Werten: trägt: Tasche, Schirm.
Ohne Werte ist es ja oder nein.</translation>
    </message>
    <message>
        <source>New attribute</source>
        <translation>Neues Attribut</translation>
    </message>
    <message numerus="yes">
        <source>Class of %n tracks</source>
        <translation>
            <numerusform>Klasse von %n Spur</numerusform>
            <numerusform>Klasse von %n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>Attributes of %1</source>
        <translation>Attribute von %1</translation>
    </message>
    <message>
        <source>Attributes of %1 %2</source>
        <translation>Attribute von %1 %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::MainWindow</name>
    <message>
        <source>Tracks</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Frame %1 cannot be read. %2</source>
        <translation>Bild %1 ist nicht lesbar. %2</translation>
    </message>
    <message>
        <source>Tracks appear here.</source>
        <translation>Hier erscheinen Spuren.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>The last edits are not on disk: %1
They are lost when the window closes. File, Save project as keeps them.</source>
        <translation>Die letzten Änderungen sind nicht auf der Platte: %1
Sie gehen verloren, wenn das Fenster schließt. Datei, Projekt speichern unter bewahrt sie.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Locate the video…</source>
        <translation>Video suchen…</translation>
    </message>
    <message>
        <source>The video is missing: %1
Tracks can be viewed and edited without it.</source>
        <translation>Das Video fehlt: %1
Spuren lassen sich auch ohne es ansehen und bearbeiten.</translation>
    </message>
    <message>
        <source>No tracks yet.

Track finds the people; N draws one by hand.</source>
        <translation>Noch keine Spuren.

Verfolgen findet die Personen; N zeichnet eine von Hand.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n prüfenswert</numerusform>
            <numerusform>%n prüfenswert</numerusform>
        </translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>Vorschauen löschen</translation>
    </message>
    <message numerus="yes">
        <source>Previews of %n videos deleted, %1 MB</source>
        <translation>
            <numerusform>Vorschauen von %n Video gelöscht, %1 MB</numerusform>
            <numerusform>Vorschauen von %n Videos gelöscht, %1 MB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::MinimapBar</name>
    <message>
        <source>The whole video</source>
        <translation>Das ganze Video</translation>
    </message>
</context>
<context>
    <name>tw::ui::NotesPanel</name>
    <message>
        <source>New note</source>
        <translation>Neue Notiz</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Notes and bookmarks of this video are listed here.</source>
        <translation>Hier stehen Notizen und Lesezeichen dieses Videos.</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 wurde gelöscht.</translation>
    </message>
    <message>
        <source>Note on frame %1</source>
        <translation>Notiz zu Bild %1</translation>
    </message>
    <message>
        <source>Note on %1 in frame %2</source>
        <translation>Notiz zu %1 in Bild %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::PersonGrid</name>
    <message>
        <source>Tracks that may not be people</source>
        <translation>Spuren, die vielleicht keine Personen sind</translation>
    </message>
    <message>
        <source>not a person</source>
        <translation>keine Person</translation>
    </message>
    <message>
        <source>person</source>
        <comment>annotation</comment>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>tw::ui::PictureBoard</name>
    <message>
        <source>Pictures of the people in question</source>
        <translation>Bilder der fraglichen Personen</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>tw::ui::PlaceMap</name>
    <message>
        <source>Where in the image it is</source>
        <translation>Wo im Bild es ist</translation>
    </message>
</context>
<context>
    <name>tw::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Length of trails</source>
        <translation>Länge der Wege</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> Bilder</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>Linienmuster neben Farben</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>Tasten wie in</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>New key of the chosen action</source>
        <translation>Neue Taste der gewählten Aktion</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>%1 was taken from: %2</source>
        <translation>%1 gehörte bisher zu: %2</translation>
    </message>
    <message>
        <source>Helps when colours are hard to tell apart</source>
        <translation>Hilft, wenn Farben schwer zu unterscheiden sind</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Acts at the next start of Trackwright.</source>
        <translation>Gilt ab dem nächsten Start von Trackwright.</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Disk space for previews</source>
        <translation>Speicherplatz für Vorschauen</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>Vorschauen löschen</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Vorschauen</translation>
    </message>
    <message>
        <source>Previews are small pictures of long videos. They are written in the background, so that dragging through a video shows each frame at once. They are kept in a cache folder; when the limit is reached, those opened longest ago are deleted first.</source>
        <translation>Vorschauen sind kleine Bilder langer Videos. Sie werden im Hintergrund geschrieben, damit beim Ziehen durch ein Video jedes Bild sofort erscheint. Sie liegen in einem Cache-Ordner; ist die Grenze erreicht, werden die am längsten nicht geöffneten zuerst gelöscht.</translation>
    </message>
</context>
<context>
    <name>tw::ui::QueueStrip</name>
    <message>
        <source>Findings answered last, this one, and the next three</source>
        <translation>Zuletzt beantwortete Befunde, dieser und die nächsten drei</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidChip</name>
    <message>
        <source>%1: person %2, similarity %3, %4</source>
        <translation>%1: Person %2, Ähnlichkeit %3, %4</translation>
    </message>
    <message>
        <source>Person %1, similarity %2, is another person in this frame</source>
        <translation>Person %1, Ähnlichkeit %2, ist in diesem Bild eine andere Person</translation>
    </message>
    <message>
        <source>%1 is another person in this frame. X swaps the two.</source>
        <translation>%1 ist in diesem Bild eine andere Person. X vertauscht die beiden.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidController</name>
    <message>
        <source>%1 is %2: joined</source>
        <translation>%1 ist %2: verbunden</translation>
    </message>
    <message>
        <source>%1 is %2 %3</source>
        <translation>%1 ist %2 %3</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>%1 und %2 vertauscht %3</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>Box von %1 in Bild %2</translation>
    </message>
    <message>
        <source>Appearance is not known here yet: track the video, then ask again.</source>
        <translation>Das Aussehen ist hier noch nicht bekannt: erst das Video verfolgen, dann wieder fragen.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidPanel</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The person asked about</source>
        <translation>Die Person, nach der gefragt wird</translation>
    </message>
    <message>
        <source>also here</source>
        <translation>auch hier</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>in %1 s</translation>
    </message>
    <message>
        <source>a box without a track, score %1; in frame %2</source>
        <translation>eine Box ohne Spur, Score %1; in Bild %2</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>to itself</source>
        <translation>mit sich selbst</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>%1 %2 becomes the person you choose</source>
        <translation>%1 wird %2 die gewählte Person</translation>
    </message>
    <message>
        <source>no detection here; the nearest one, in frame %1</source>
        <translation>hier keine Detektion; die nächstliegende, in Bild %1</translation>
    </message>
    <message>
        <source>No other track has a known appearance to compare with.</source>
        <translation>Von keiner anderen Spur ist das Aussehen zum Vergleichen bekannt.</translation>
    </message>
    <message>
        <source>All known people are elsewhere in this frame.</source>
        <translation>Alle bekannten Personen sind in diesem Bild anderswo.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidTools</name>
    <message>
        <source>No ghost in this frame. Shift+Down shows weaker ones.</source>
        <translation>Kein Geist in diesem Bild. Umschalt+Ab zeigt schwächere.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkController</name>
    <message>
        <source>Nothing else follows from this fix. Enter accepts it.</source>
        <translation>Aus dieser Korrektur folgt nichts weiter. Eingabe nimmt sie an.</translation>
    </message>
    <message>
        <source>Verdicts are applied when tracking ends.</source>
        <translation>Urteile werden nach der Verfolgung angewendet.</translation>
    </message>
    <message>
        <source>Nothing changes: all verdicts are applied.</source>
        <translation>Nichts ändert sich: Alle Urteile sind angewendet.</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: try again.</source>
        <translation>Die Spuren wurden inzwischen bearbeitet: nochmals versuchen.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkView</name>
    <message>
        <source>Boxes that would get another number</source>
        <translation>Boxen, die eine andere Nummer bekämen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n swaps</source>
        <translation>
            <numerusform>%n Tausch</numerusform>
            <numerusform>%n Tausche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joins</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n splits</source>
        <translation>
            <numerusform>%n Teilung</numerusform>
            <numerusform>%n Teilungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 change, %2.</source>
        <translation>Es ändern sich %1, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes get another number</source>
        <translation>
            <numerusform>%n Box bekommt eine andere Nummer</numerusform>
            <numerusform>%n Boxen bekommen eine andere Nummer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last fix resolves %n more findings.</source>
        <translation>
            <numerusform>Die letzte Korrektur löst %n weiteren Befund.</numerusform>
            <numerusform>Die letzte Korrektur löst %n weitere Befunde.</numerusform>
        </translation>
    </message>
    <message>
        <source>Applying verdicts…</source>
        <translation>Urteile werden angewendet…</translation>
    </message>
    <message numerus="yes">
        <source>The fix, and %n more findings resolved</source>
        <translation>
            <numerusform>Die Korrektur, und %n weiterer Befund gelöst</numerusform>
            <numerusform>Die Korrektur, und %n weitere Befunde gelöst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resolves %n findings</source>
        <translation>
            <numerusform>Löst %n Befund</numerusform>
            <numerusform>Löst %n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>Applies verdicts</source>
        <translation>Wendet Urteile an</translation>
    </message>
    <message>
        <source>%1 → %2   frames %3 to %4, %5</source>
        <translation>%1 → %2   Bilder %3 bis %4, %5</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewController</name>
    <message>
        <source>No verdict to take back. Accepted fixes are edits: undo takes them back.</source>
        <translation>Kein Urteil zum Zurücknehmen. Angenommene Korrekturen sind Änderungen: Rückgängig nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Still looking for findings.</source>
        <translation>Befunde werden noch gesucht.</translation>
    </message>
    <message>
        <source>No finding is left.</source>
        <translation>Kein Befund ist übrig.</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Befunde werden gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n prüfenswert</numerusform>
            <numerusform>%n prüfenswert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks that are not people</source>
        <translation>
            <numerusform>%n Spur gelöscht, die keine Person ist</numerusform>
            <numerusform>%n Spuren gelöscht, die keine Personen sind</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept all of them</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: accept again.</source>
        <translation>Die Spuren wurden inzwischen bearbeitet: nochmals annehmen.</translation>
    </message>
    <message>
        <source>Kept %1: no detection beyond its end</source>
        <translation>%1 behalten: keine Detektion jenseits des Endes</translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>Die Bilder sind noch nicht alle da.</translation>
    </message>
    <message>
        <source>Kept as it is: %1</source>
        <translation>Unverändert behalten: %1</translation>
    </message>
    <message>
        <source>Verdicts within 0.3 s of the pictures do not count.</source>
        <translation>Urteile innerhalb von 0,3 s nach den Bildern zählen nicht.</translation>
    </message>
    <message>
        <source>Put off, because it was not seen: %1</source>
        <translation>Aufgeschoben, weil es nicht gesehen wurde: %1</translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept, %3 put off; the rest is ranked again.</source>
        <translation>%1 korrigiert, %2 behalten, %3 aufgeschoben; der Rest ist neu geordnet.</translation>
    </message>
    <message numerus="yes">
        <source>The %n unlikely findings: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n unwahrscheinlicher Befund: etwa ein Fehler auf %1 Blicke.</numerusform>
            <numerusform>%n unwahrscheinliche Befunde: etwa ein Fehler auf %1 Blicke.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 von %2, %3</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewPanel</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>Nichts sieht verdächtig aus.</translation>
    </message>
    <message>
        <source>About %1 ± %2 identity errors are left among them.</source>
        <translation>Etwa %1 ± %2 Identitätsfehler sind darunter noch übrig.</translation>
    </message>
    <message>
        <source>Share of findings with a verdict</source>
        <translation>Anteil der Befunde mit Urteil</translation>
    </message>
    <message>
        <source>Findings, the most useful first</source>
        <translation>Befunde, die nützlichsten zuerst</translation>
    </message>
    <message>
        <source>Show the unlikely findings</source>
        <translation>Die unwahrscheinlichen Befunde zeigen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Another fix: swap %1, join %2, split %3, delete %4. The arrow keys move the cut. %5 shows what else the fix resolves. %6 opens the review mode with large pictures.</source>
        <translation>Andere Korrektur: tauschen %1, verbinden %2, teilen %3, löschen %4. Die Pfeiltasten verschieben den Schnitt. %5 zeigt, was die Korrektur noch löst. %6 öffnet den Prüfmodus mit großen Bildern.</translation>
    </message>
    <message>
        <source>Likely errors appear here when there are tracks.</source>
        <translation>Wahrscheinliche Fehler erscheinen hier, sobald es Spuren gibt.</translation>
    </message>
    <message>
        <source>Likely errors are looked for when tracking ends.</source>
        <translation>Wahrscheinliche Fehler werden nach der Verfolgung gesucht.</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Befunde werden gesucht…</translation>
    </message>
    <message>
        <source>Every finding is answered.</source>
        <translation>Jeder Befund ist beantwortet.</translation>
    </message>
    <message>
        <source>Hide the unlikely ones</source>
        <translation>Unwahrscheinliche ausblenden</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely</source>
        <translation>
            <numerusform>%n unwahrscheinlichen zeigen</numerusform>
            <numerusform>%n unwahrscheinliche zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 worth checking, %2 done</source>
        <translation>%1 prüfenswert, %2 erledigt</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely or put off</source>
        <translation>
            <numerusform>%n unwahrscheinlichen oder aufgeschobenen zeigen</numerusform>
            <numerusform>%n unwahrscheinliche oder aufgeschobene zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewStage</name>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Keine Person</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Which of these are not people?</source>
        <translation>Welche davon sind keine Personen?</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>Bilder werden gelesen…</translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>Die Bilder sind noch nicht alle da.</translation>
    </message>
    <message>
        <source>Swap with…</source>
        <translation>Tauschen mit…</translation>
    </message>
    <message>
        <source>Cross them out with a click or 0. What is left stays.</source>
        <translation>Mit Klick oder 0 durchstreichen. Was übrig ist, bleibt.</translation>
    </message>
    <message>
        <source>All are people</source>
        <translation>Alle sind Personen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n tracks</source>
        <translation>
            <numerusform>%n Spur löschen</numerusform>
            <numerusform>%n Spuren löschen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::RunCard</name>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>tw::ui::ScoresModel</name>
    <message>
        <source>better than the other</source>
        <translation>besser als das andere</translation>
    </message>
    <message>
        <source>worse than the other</source>
        <translation>schlechter als das andere</translation>
    </message>
    <message>
        <source>%1 (less is better)</source>
        <translation>%1 (weniger ist besser)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
</context>
<context>
    <name>tw::ui::Session</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Finish %1</source>
        <translation>%1 abschließen</translation>
    </message>
</context>
<context>
    <name>tw::ui::SimilarityController</name>
    <message>
        <source>Looks like %1</source>
        <translation>Sieht aus wie %1</translation>
    </message>
    <message>
        <source>Looks like %1 here</source>
        <translation>Sieht hier aus wie %1</translation>
    </message>
    <message>
        <source>There is no similarity map before the video is tracked.</source>
        <translation>Vor der Verfolgung des Videos gibt es keine Ähnlichkeitskarte.</translation>
    </message>
</context>
<context>
    <name>tw::ui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt benutzte Projekte</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>Video öffnen…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>Bilderordner öffnen…</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Drop a video here</source>
        <translation>Ein Video hierher ziehen</translation>
    </message>
    <message>
        <source>Reading its frame index</source>
        <translation>Das Verzeichnis der Bilder wird gelesen</translation>
    </message>
    <message>
        <source>a project, a folder of images or a MOTChallenge sequence works too</source>
        <translation>auch ein Projekt, ein Bilderordner oder eine MOTChallenge-Sequenz</translation>
    </message>
    <message>
        <source>1  Track</source>
        <translation>1  Verfolgen</translation>
    </message>
    <message>
        <source>Finds the people in the video and numbers them.</source>
        <translation>Findet die Personen im Video und nummeriert sie.</translation>
    </message>
    <message>
        <source>2  Review</source>
        <translation>2  Prüfen</translation>
    </message>
    <message>
        <source>Shows the likely errors; one key corrects each.</source>
        <translation>Zeigt die wahrscheinlichen Fehler; je eine Taste korrigiert sie.</translation>
    </message>
    <message>
        <source>3  Export</source>
        <translation>3  Exportieren</translation>
    </message>
    <message>
        <source>Writes MOTChallenge ground truth and checks it.</source>
        <translation>Schreibt MOTChallenge-Ground-Truth und prüft sie.</translation>
    </message>
    <message>
        <source>Try it with a drawn clip</source>
        <translation>Mit einem gezeichneten Clip ausprobieren</translation>
    </message>
</context>
<context>
    <name>tw::ui::StatusStrip</name>
    <message>
        <source>Associating the whole video</source>
        <translation>Das ganze Video wird zugeordnet</translation>
    </message>
    <message>
        <source>Tracking %1 % · starting</source>
        <translation>Verfolgung %1 % · beginnt</translation>
    </message>
    <message>
        <source>Tracking %1 % · %2 frames/s</source>
        <translation>Verfolgung %1 % · %2 Bilder/s</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · noch %1</translation>
    </message>
    <message>
        <source>Tracking paused at frame %1</source>
        <translation>Verfolgung angehalten bei Bild %1</translation>
    </message>
    <message>
        <source>Tracked %1 frames</source>
        <translation>%1 Bilder verfolgt</translation>
    </message>
    <message>
        <source>Tracking stopped at frame %1 of %2</source>
        <translation>Verfolgung beendet bei Bild %1 von %2</translation>
    </message>
    <message>
        <source>Tracking failed: %1</source>
        <translation>Verfolgung gescheitert: %1</translation>
    </message>
    <message>
        <source>Progress of tracking</source>
        <translation>Fortschritt der Verfolgung</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Anderswo speichern…</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>no changes yet</source>
        <translation>noch nichts geändert</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>wird gespeichert…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>saved %n s ago</source>
        <translation>
            <numerusform>vor %n s gespeichert</numerusform>
            <numerusform>vor %n s gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved %n min ago</source>
        <translation>
            <numerusform>vor %n min gespeichert</numerusform>
            <numerusform>vor %n min gespeichert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Tracks over time. Arrow keys step, Home and End go to the ends of the selected track.</source>
        <translation>Spuren über der Zeit. Pfeiltasten gehen Bild für Bild, Pos1 und Ende zu den Enden der gewählten Spur.</translation>
    </message>
    <message>
        <source>%1 Frame %2, %3 %. Click to look at it.</source>
        <translation>%1 Bild %2, %3 %. Klicken zum Ansehen.</translation>
    </message>
</context>
<context>
    <name>tw::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Die letzte Änderung rückgängig machen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Die Nachricht schließen</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackActions</name>
    <message>
        <source>Measuring failed. %1</source>
        <translation>Das Messen ist gescheitert. %1</translation>
    </message>
    <message>
        <source>Colours and camera motion are measured.</source>
        <translation>Farben und Kamerabewegung sind gemessen.</translation>
    </message>
    <message>
        <source>Tracking failed. %1</source>
        <translation>Die Verfolgung ist gescheitert. %1</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Verfolgung anhalten</translation>
    </message>
    <message>
        <source>Resume tracking</source>
        <translation>Verfolgung fortsetzen</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>Personen verfolgen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Tracking options: %1</source>
        <translation>Optionen der Verfolgung: %1</translation>
    </message>
    <message>
        <source>There are %1 tracks with %2 boxes already.</source>
        <translation>Es gibt schon %1 Spuren mit %2 Boxen.</translation>
    </message>
    <message>
        <source>Keep what was edited: %1 edited tracks stay as they are, %2 deleted ones stay away, %3 others are replaced.</source>
        <translation>Bearbeitetes behalten: %1 bearbeitete Spuren bleiben, %2 gelöschte bleiben weg, %3 andere werden ersetzt.</translation>
    </message>
    <message>
        <source>Keep What Was Edited</source>
        <translation>Bearbeitetes behalten</translation>
    </message>
    <message>
        <source>Only untracked frames: %1 frames without tracks; everything else stays.</source>
        <translation>Nur Bilder ohne Spuren: %1 Bilder ohne Spuren; alles andere bleibt.</translation>
    </message>
    <message>
        <source>Only Untracked Frames</source>
        <translation>Nur Bilder ohne Spuren</translation>
    </message>
    <message>
        <source>A second set: nothing is changed, new tracks enter beside the others.</source>
        <translation>Zweiter Satz: nichts wird geändert, neue Spuren kommen neben die anderen.</translation>
    </message>
    <message>
        <source>Undo takes the run back.</source>
        <translation>Rückgängig nimmt den Lauf zurück.</translation>
    </message>
    <message>
        <source>A Second Set to Compare</source>
        <translation>Zweiter Satz zum Vergleichen</translation>
    </message>
    <message>
        <source>Track again</source>
        <translation>Erneut verfolgen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackImport</name>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>%1 cannot be imported. %2</source>
        <translation>%1 lässt sich nicht importieren. %2</translation>
    </message>
    <message>
        <source>%1 holds no tracks.</source>
        <translation>%1 enthält keine Spuren.</translation>
    </message>
    <message>
        <source>Imported %1 tracks with %2 boxes from %3</source>
        <translation>%1 Spuren mit %2 Boxen aus %3 importiert</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n lines were not taken as they are:</source>
        <translation>
            <numerusform>%n Zeile wurde nicht übernommen, wie sie ist:</numerusform>
            <numerusform>%n Zeilen wurden nicht übernommen, wie sie sind:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 holds tracks of several videos. Which one is open here?</source>
        <translation>%1 enthält Spuren mehrerer Videos. Welches ist hier geöffnet?</translation>
    </message>
    <message>
        <source>Scale boxes and convert times</source>
        <translation>Boxen skalieren und Zeiten umrechnen</translation>
    </message>
    <message>
        <source>Scale boxes</source>
        <translation>Boxen skalieren</translation>
    </message>
    <message>
        <source>Convert times</source>
        <translation>Zeiten umrechnen</translation>
    </message>
    <message>
        <source>Take as they are</source>
        <translation>Nehmen, wie sie sind</translation>
    </message>
    <message>
        <source>%1 was made for another video:
%2.</source>
        <translation>%1 wurde für ein anderes Video gemacht:
%2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks of %1 have numbers that tracks here have already: %2.</source>
        <translation>
            <numerusform>%n Spur von %1 hat eine Nummer, die hier schon vergeben ist: %2.</numerusform>
            <numerusform>%n Spuren von %1 haben Nummern, die hier schon vergeben sind: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>New numbers: the tracks of the file get free ones, nothing here changes.</source>
        <translation>Neue Nummern: die Spuren der Datei bekommen freie, hier ändert sich nichts.</translation>
    </message>
    <message>
        <source>Replace: the tracks here with these numbers give way. Undo brings them back.</source>
        <translation>Ersetzen: die hiesigen Spuren mit diesen Nummern weichen. Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
        <source>Ground truth: the file is only compared with, in the Evaluation panel.</source>
        <translation>Ground Truth: mit der Datei wird nur verglichen, im Bereich Auswertung.</translation>
    </message>
    <message>
        <source>Give New Numbers</source>
        <translation>Neue Nummern geben</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Use as Ground Truth</source>
        <translation>Als Ground Truth nutzen</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackListModel</name>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>eingeblendet</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>nicht gesperrt</translation>
    </message>
    <message>
        <source>Shown or hidden</source>
        <translation>Ein- oder ausgeblendet</translation>
    </message>
    <message>
        <source>Locked against edits</source>
        <translation>Gegen Änderungen gesperrt</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackOptionsDialog</name>
    <message>
        <source>Tracking options</source>
        <translation>Optionen der Verfolgung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Boxes of the frames between are interpolated</source>
        <translation>Boxen der Bilder dazwischen werden ergänzt</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>Whole video (offline)</source>
        <translation>Ganzes Video (offline)</translation>
    </message>
    <message>
        <source>Frame by frame (FairMOT)</source>
        <translation>Bild für Bild (FairMOT)</translation>
    </message>
    <message>
        <source>With the whole video in view, the tracks are solved again when the last frame is there;
boxes you touched stay, and one Undo brings the other tracks back</source>
        <translation>Mit dem ganzen Video vor Augen werden die Spuren neu bestimmt, sobald das letzte Bild da ist;
von Ihnen berührte Boxen bleiben, und einmal Rückgängig bringt die anderen Spuren zurück</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Nur der markierte Bereich</translation>
    </message>
    <message>
        <source>Only the marked range, frames %1 to %2</source>
        <translation>Nur der markierte Bereich, Bilder %1 bis %2</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Every n-th frame</source>
        <translation>Jedes n-te Bild</translation>
    </message>
    <message>
        <source>Track now</source>
        <translation>Jetzt verfolgen</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>Datei mit Gewichten…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>Gewichte (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Sorgfältig</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Careful finds more small people than Fast and needs about three times as long. Thorough also looks in the mirror: fewer false people and switches, twice as long again.</source>
        <translation>Sorgfältig findet mehr kleine Personen als Schnell und braucht etwa dreimal so lange. Gründlich sieht auch das Spiegelbild an: weniger falsche Personen und Vertauschungen, noch einmal doppelt so lange.</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>Eingabegröße des Netzes</translation>
    </message>
    <message>
        <source>Minimum score of a person</source>
        <translation>Mindest-Score einer Person</translation>
    </message>
    <message>
        <source>Detections below this score become ghosts: shown, not tracked</source>
        <translation>Detektionen unter diesem Score werden Geister: gezeigt, nicht verfolgt</translation>
    </message>
    <message>
        <source>Run the network on every n-th frame</source>
        <translation>Netz auf jedem n-ten Bild</translation>
    </message>
    <message>
        <source>Save options</source>
        <translation>Optionen speichern</translation>
    </message>
    <message>
        <source>%1 · %2 frames/s</source>
        <translation>%1 · %2 Bilder/s</translation>
    </message>
    <message>
        <source>Frames per second: of the network alone, measured on this machine when these options open</source>
        <translation>Bilder pro Sekunde: nur das Netz, gemessen auf diesem Rechner, wenn sich diese Optionen öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n threads</source>
        <translation>
            <numerusform>%1, %n Thread</numerusform>
            <numerusform>%1, %n Threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackThumbnails</name>
    <message>
        <source>frames %1 to %2</source>
        <translation>Bilder %1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message>
        <source>mean score %1</source>
        <translation>mittlerer Score %1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
</context>
<context>
    <name>tw::ui::TracksPanel</name>
    <message>
        <source>Filter tracks</source>
        <translation>Spuren filtern</translation>
    </message>
    <message>
        <source>Filter: 12, name, len&lt;20, score&lt;0.4</source>
        <translation>Filter: 12, Name, len&lt;20, score&lt;0.4</translation>
    </message>
    <message>
        <source>Words that must all hold: a number, a part of a name, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</source>
        <translation>Wörter, die alle zutreffen müssen: eine Nummer, ein Teil eines Namens, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Spuren</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tracks</source>
        <translation>
            <numerusform>%1 von %n Spur</numerusform>
            <numerusform>%1 von %n Spuren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainDialog</name>
    <message>
        <source>Train a model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training beginnen</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Dieses Projekt</translation>
    </message>
    <message>
        <source>Which boxes of the project</source>
        <translation>Welche Boxen des Projekts</translation>
    </message>
    <message>
        <source>what is verified</source>
        <translation>was geprüft ist</translation>
    </message>
    <message>
        <source>every box</source>
        <translation>jede Box</translation>
    </message>
    <message>
        <source>Sequences in MOTChallenge layout, or folders of them</source>
        <translation>Sequenzen in der Ordnung von MOTChallenge, oder Ordner mit solchen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Fine-tune: adapt a finished model to this kind of video</source>
        <translation>Anpassen: ein fertiges Modell an diese Art Video gewöhnen</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Minutes or epochs</source>
        <translation>Minuten oder Durchgänge</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>The recipe&apos;s</source>
        <translation>Die des Rezepts</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>Ordner des Laufs</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>Datei mit Gewichten…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>Gewichte (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Folder of sequences</source>
        <translation>Ordner mit Sequenzen</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist geöffnet.</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Another training…</source>
        <translation>Ein weiteres Training…</translation>
    </message>
    <message>
        <source>Use this model now</source>
        <translation>Dieses Modell jetzt benutzen</translation>
    </message>
    <message>
        <source>Track people takes these weights from now on</source>
        <translation>Personen verfolgen nimmt ab jetzt diese Gewichte</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Training, %1 % done</source>
        <translation>Training, %1 % fertig</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>Angehalten bei %1 %</translation>
    </message>
    <message>
        <source>Stopping: the state is being saved</source>
        <translation>Wird beendet: der Stand wird gespeichert</translation>
    </message>
    <message>
        <source>Stopped at %1 %</source>
        <translation>Beendet bei %1 %</translation>
    </message>
    <message>
        <source>Done after %1</source>
        <translation>Fertig nach %1</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>Das Training ist gescheitert</translation>
    </message>
    <message>
        <source>step %1, epoch %2</source>
        <translation>Schritt %1, Durchgang %2</translation>
    </message>
    <message>
        <source>best AP %1 %</source>
        <translation>beste AP %1 %</translation>
    </message>
    <message>
        <source>before %1 %</source>
        <translation>vorher %1 %</translation>
    </message>
    <message>
        <source>Measured every few minutes</source>
        <translation>Alle paar Minuten gemessen</translation>
    </message>
    <message>
        <source>Resume the last one</source>
        <translation>Letztes fortsetzen</translation>
    </message>
    <message>
        <source>%1 marks everyone in the frame or the marked range as verified.
Every box: unchecked tracker output too, errors included.</source>
        <translation>%1 markiert alle im Bild oder im markierten Bereich als geprüft.
Jede Box: auch ungeprüfte Trackerergebnisse mit ihren Fehlern.</translation>
    </message>
    <message>
        <source>Training folders</source>
        <translation>Trainingsordner</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>Trainieren mit</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Full: train on a large data set</source>
        <translation>Voll: mit einem großen Datensatz trainieren</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>Eingabegröße des Netzes</translation>
    </message>
    <message>
        <source>Images in a batch</source>
        <translation>Bilder je Batch</translation>
    </message>
    <message>
        <source>Weights, log, curves and sample images go here</source>
        <translation>Gewichte, Protokoll, Kurven und Beispielbilder kommen hierher</translation>
    </message>
    <message>
        <source>weights of the last training</source>
        <translation>Gewichte des letzten Trainings</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>zufällige Gewichte</translation>
    </message>
    <message>
        <source>%1 frames, %2 boxes, %3 people. The last fifth of the verified frames is held out for validation.</source>
        <translation>%1 Bilder, %2 Boxen, %3 Personen. Das letzte Fünftel der geprüften Bilder bleibt für die Validierung zurück.</translation>
    </message>
    <message>
        <source>Nothing is verified yet. Check frames and press %1, or use every box.</source>
        <translation>Noch ist nichts geprüft. Bilder prüfen und %1 drücken, oder jede Box verwenden.</translation>
    </message>
    <message>
        <source>Detection AP at IoU 0.5</source>
        <translation>Detektion, AP bei IoU 0,5</translation>
    </message>
    <message>
        <source>Preparing: reading images, evaluating the initial model</source>
        <translation>Vorbereitung: Bilder lesen, Ausgangsmodell bewerten</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>The first steps are running</source>
        <translation>Die ersten Schritte laufen</translation>
    </message>
    <message>
        <source>No training step was run</source>
        <translation>Kein Trainingsschritt wurde ausgeführt</translation>
    </message>
    <message>
        <source>No validation data</source>
        <translation>Keine Validierungsdaten</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Identity from</source>
        <translation>Identität aus</translation>
    </message>
    <message>
        <source>The centre of a person (the paper&apos;s)</source>
        <translation>Mitte der Person (wie im Paper)</translation>
    </message>
    <message>
        <source>All cells near the centre (POS-Anchor)</source>
        <translation>Alle Zellen nahe der Mitte (POS-Anchor)</translation>
    </message>
    <message>
        <source>Balance of the losses</source>
        <translation>Gewichtung der Verluste</translation>
    </message>
    <message>
        <source>Uncertainty, by task (the paper&apos;s)</source>
        <translation>Unsicherheit je Aufgabe (wie im Paper)</translation>
    </message>
    <message>
        <source>Uncertainty, by branch</source>
        <translation>Unsicherheit je Zweig</translation>
    </message>
    <message>
        <source>Fixed weights</source>
        <translation>Feste Gewichte</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>The network&apos;s</source>
        <translation>Wie im Netz</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 Zahlen</translation>
    </message>
    <message>
        <source>Another size than that of the weights begins with random numbers for identities</source>
        <translation>Eine andere Größe als die der Gewichte beginnt mit zufälligen Zahlen für Identitäten</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingActions</name>
    <message>
        <source>Track people uses %1 from now on.</source>
        <translation>Personen verfolgen benutzt ab jetzt %1.</translation>
    </message>
    <message>
        <source>The training is done: AP %1 %. Track, Train a model offers to use it.</source>
        <translation>Das Training ist fertig: AP %1 %. Verfolgung, Modell trainieren bietet an, es zu benutzen.</translation>
    </message>
    <message>
        <source>The training is done. Track, Train a model offers to use it.</source>
        <translation>Das Training ist fertig. Verfolgung, Modell trainieren bietet an, es zu benutzen.</translation>
    </message>
    <message>
        <source>The training failed. %1</source>
        <translation>Das Training ist gescheitert. %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingRun</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The end of the training could not be written to %1.</source>
        <translation>Das Ende des Trainings konnte nicht in %1 geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>tw::ui::TransportBar</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Frame, from 1</source>
        <translation>Bild, ab 1</translation>
    </message>
    <message>
        <source>Zoom of the video</source>
        <translation>Vergrößerung des Videos</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>tw::ui::TuneAction</name>
    <message>
        <source>The stored detections are associated again under other options and compared with the frames you verified. Half of these frames choose the options, the other half decides whether they are better. Later tracking of this project uses them; nothing changes now.</source>
        <translation>Die gespeicherten Detektionen werden mit anderen Optionen neu verknüpft und mit den Bildern verglichen, die Sie geprüft haben. Die Hälfte dieser Bilder wählt die Optionen, die andere entscheidet, ob sie besser sind. Spätere Verfolgung in diesem Projekt verwendet sie; jetzt ändert sich nichts.</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Tune tracking</source>
        <translation>Verfolgung anpassen</translation>
    </message>
    <message>
        <source>The project has tuned options already.</source>
        <translation>Das Projekt hat bereits angepasste Optionen.</translation>
    </message>
    <message>
        <source>Use the Usual Options Again</source>
        <translation>Wieder übliche Optionen</translation>
    </message>
    <message>
        <source>Later tracking uses the usual options.</source>
        <translation>Spätere Verfolgung verwendet die üblichen Optionen.</translation>
    </message>
    <message>
        <source>Tuning on the verified frames; the list of jobs shows how far it is.</source>
        <translation>Anpassung an den geprüften Bildern; die Liste der Jobs zeigt den Fortschritt.</translation>
    </message>
    <message numerus="yes">
        <source>on %n frames held back MOTA %1 to %2, IDF1 %3 to %4</source>
        <translation>
            <numerusform>auf %n zurückgehaltenem Bild MOTA %1 auf %2, IDF1 %3 auf %4</numerusform>
            <numerusform>auf %n zurückgehaltenen Bildern MOTA %1 auf %2, IDF1 %3 auf %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %n tries was better than the options in use.</source>
        <translation>
            <numerusform>Der %n Versuch war nicht besser als die jetzigen Optionen.</numerusform>
            <numerusform>Keiner von %n Versuchen war besser als die jetzigen Optionen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept, there is no gain: %1.</source>
        <translation>Nicht behalten, kein Gewinn: %1.</translation>
    </message>
    <message>
        <source>Tuned: %1. Later tracking of this project uses it.</source>
        <translation>Angepasst: %1. Spätere Verfolgung in diesem Projekt verwendet es.</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message numerus="yes">
        <source>Frame %1, %n people</source>
        <translation>
            <numerusform>Bild %1, %n Person</numerusform>
            <numerusform>Bild %1, %n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>; person %1 is selected</source>
        <translation>; Person %1 ist gewählt</translation>
    </message>
    <message>
        <source>still frame %1</source>
        <translation>noch Bild %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoDetails</name>
    <message>
        <source>frame %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>track %1</source>
        <translation>Spur %1</translation>
    </message>
    <message>
        <source>resolved by %1</source>
        <translation>erledigt von %1</translation>
    </message>
    <message>
        <source>Show resolved comments</source>
        <translation>Erledigte Kommentare zeigen</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Enter goes to the place of a comment</source>
        <translation>Enter führt zur Stelle eines Kommentars</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comment; @name addresses a person</source>
        <translation>Kommentar; @Name spricht jemanden an</translation>
    </message>
    <message>
        <source>Resolve comment</source>
        <translation>Kommentar erledigt</translation>
    </message>
    <message>
        <source>Choose a video of the list.</source>
        <translation>Wählen Sie ein Video der Liste.</translation>
    </message>
    <message>
        <source>annotated by %1</source>
        <translation>annotiert von %1</translation>
    </message>
    <message>
        <source>a second time by %1</source>
        <translation>ein zweites Mal von %1</translation>
    </message>
    <message>
        <source>%1, %2: accepted</source>
        <translation>%1, %2: angenommen</translation>
    </message>
    <message>
        <source>%1, %2: sent back. %3</source>
        <translation>%1, %2: zurückgegeben. %3</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>Reopen comment</source>
        <translation>Kommentar wieder öffnen</translation>
    </message>
    <message>
        <source>No comments yet. While the video is open, a comment can refer to a frame and a track.</source>
        <translation>Noch keine Kommentare. Solange das Video geöffnet ist, kann sich ein Kommentar auf ein Bild und eine Spur beziehen.</translation>
    </message>
    <message>
        <source>Every comment is resolved.</source>
        <translation>Alle Kommentare sind erledigt.</translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkModes</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source> in %1 frames.</source>
        <translation> in %1 Bildern.</translation>
    </message>
    <message>
        <source>Looking for likely errors…</source>
        <translation>Wahrscheinliche Fehler werden gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks may not be people.</source>
        <translation>
            <numerusform>%n Spur ist vielleicht keine Person.</numerusform>
            <numerusform>%n Spuren sind vielleicht keine Personen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings are worth checking.</source>
        <translation>
            <numerusform>%n Befund ist prüfenswert.</numerusform>
            <numerusform>%n Befunde sind prüfenswert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>Nichts sieht verdächtig aus.</translation>
    </message>
    <message>
        <source>Tracking finished</source>
        <translation>Verfolgung fertig</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n prüfenswert</numerusform>
            <numerusform>%n prüfenswert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkflowBar</name>
    <message>
        <source>Track</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Steps of the work</source>
        <translation>Arbeitsschritte</translation>
    </message>
</context>
</TS>
