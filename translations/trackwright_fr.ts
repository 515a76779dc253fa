<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open video or project…</source>
        <translation>Ouvrir une vidéo ou un projet…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>Ouvrir un dossier d’images…</translation>
    </message>
    <message>
        <source>Import tracks…</source>
        <translation>Importer des pistes…</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Exporter la vérité terrain…</translation>
    </message>
    <message>
        <source>Export data set…</source>
        <translation>Exporter un jeu de données…</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>Enregistrer le projet sous…</translation>
    </message>
    <message>
        <source>Locate the video…</source>
        <translation>Localiser la vidéo…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Préférences…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Swap identities from here…</source>
        <translation>Échanger les identités à partir d’ici…</translation>
    </message>
    <message>
        <source>Join with the continuation…</source>
        <translation>Joindre à la suite…</translation>
    </message>
    <message>
        <source>Join several by clicking</source>
        <translation>Joindre plusieurs pistes en cliquant</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Scinder ici</translation>
    </message>
    <message>
        <source>Delete track</source>
        <translation>Supprimer la piste</translation>
    </message>
    <message>
        <source>Delete from here on</source>
        <translation>Supprimer à partir d’ici</translation>
    </message>
    <message>
        <source>Delete this box</source>
        <translation>Supprimer cette boîte</translation>
    </message>
    <message>
        <source>Track ends here</source>
        <translation>La piste se termine ici</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nouvelle personne</translation>
    </message>
    <message>
        <source>Draw the selected person here</source>
        <translation>Dessiner ici la personne sélectionnée</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>Image clé</translation>
    </message>
    <message>
        <source>Fill or clear gaps</source>
        <translation>Combler ou vider les lacunes</translation>
    </message>
    <message>
        <source>Fill all gaps</source>
        <translation>Combler toutes les lacunes</translation>
    </message>
    <message>
        <source>Fill gaps in straight lines</source>
        <translation>Combler les lacunes en ligne droite</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Qui est-ce ?</translation>
    </message>
    <message>
        <source>Next ghost</source>
        <translation>Fantôme suivant</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Occulté</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Vérifié</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>Masquer la piste</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>Afficher toutes les pistes</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>Verrouiller la piste</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renommer…</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Couleur…</translation>
    </message>
    <message>
        <source>Select all tracks</source>
        <translation>Sélectionner toutes les pistes</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Accept without filling the gap</source>
        <translation>Accepter sans combler la lacune</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Nearest person</source>
        <translation>Personne la plus proche</translation>
    </message>
    <message>
        <source>Second nearest person</source>
        <translation>Deuxième personne la plus proche</translation>
    </message>
    <message>
        <source>Third nearest person</source>
        <translation>Troisième personne la plus proche</translation>
    </message>
    <message>
        <source>Fourth nearest person</source>
        <translation>Quatrième personne la plus proche</translation>
    </message>
    <message>
        <source>Fifth nearest person</source>
        <translation>Cinquième personne la plus proche</translation>
    </message>
    <message>
        <source>Sixth nearest person</source>
        <translation>Sixième personne la plus proche</translation>
    </message>
    <message>
        <source>Seventh nearest person</source>
        <translation>Septième personne la plus proche</translation>
    </message>
    <message>
        <source>Eighth nearest person</source>
        <translation>Huitième personne la plus proche</translation>
    </message>
    <message>
        <source>Ninth nearest person</source>
        <translation>Neuvième personne la plus proche</translation>
    </message>
    <message>
        <source>Move box left</source>
        <translation>Déplacer la boîte à gauche</translation>
    </message>
    <message>
        <source>Move box right</source>
        <translation>Déplacer la boîte à droite</translation>
    </message>
    <message>
        <source>Move box up</source>
        <translation>Déplacer la boîte vers le haut</translation>
    </message>
    <message>
        <source>Move box down</source>
        <translation>Déplacer la boîte vers le bas</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Image suivante</translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation>10 images en arrière</translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation>10 images en avant</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>Une seconde en arrière</translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation>Une seconde en avant</translation>
    </message>
    <message>
        <source>Start of the track</source>
        <translation>Début de la piste</translation>
    </message>
    <message>
        <source>End of the track</source>
        <translation>Fin de la piste</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Première image</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Dernière image</translation>
    </message>
    <message>
        <source>Previous keyframe</source>
        <translation>Image clé précédente</translation>
    </message>
    <message>
        <source>Next keyframe</source>
        <translation>Image clé suivante</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>Piste précédente</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>Piste suivante</translation>
    </message>
    <message>
        <source>Go to frame…</source>
        <translation>Aller à l’image…</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Plus lent</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Plus vite</translation>
    </message>
    <message>
        <source>Play backwards, again: faster</source>
        <translation>Lecture arrière, encore : plus vite</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Arrêter la lecture</translation>
    </message>
    <message>
        <source>Play forwards, again: faster</source>
        <translation>Lecture avant, encore : plus vite</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>La plage commence ici</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>La plage finit ici</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>Effacer la plage</translation>
    </message>
    <message>
        <source>Fit the video</source>
        <translation>Ajuster la vidéo</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Taille réelle</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Follow the selected person</source>
        <translation>Suivre la personne sélectionnée</translation>
    </message>
    <message>
        <source>Fit the timeline</source>
        <translation>Ajuster la chronologie</translation>
    </message>
    <message>
        <source>Zoom the timeline in</source>
        <translation>Agrandir la chronologie</translation>
    </message>
    <message>
        <source>Zoom the timeline out</source>
        <translation>Réduire la chronologie</translation>
    </message>
    <message>
        <source>Pack the lanes</source>
        <translation>Compacter les lignes</translation>
    </message>
    <message>
        <source>Lanes in appearance colours</source>
        <translation>Lignes aux couleurs de l’apparence</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>Identités</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Traînées</translation>
    </message>
    <message>
        <source>Ghosts: weaker detections</source>
        <translation>Fantômes : détections plus faibles</translation>
    </message>
    <message>
        <source>Show weaker ghosts</source>
        <translation>Afficher des fantômes plus faibles</translation>
    </message>
    <message>
        <source>Show only stronger ghosts</source>
        <translation>Afficher seulement les fantômes plus forts</translation>
    </message>
    <message>
        <source>Similarity map of the selected person</source>
        <translation>Carte de similarité de la personne sélectionnée</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>Motifs de trait en plus des couleurs</translation>
    </message>
    <message>
        <source>Video only</source>
        <translation>Vidéo seule</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Chronologie</translation>
    </message>
    <message>
        <source>Show only the selected tracks</source>
        <translation>N’afficher que les pistes sélectionnées</translation>
    </message>
    <message>
        <source>Filter tracks</source>
        <translation>Filtrer les pistes</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Palette de commandes…</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Réinitialiser la disposition</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>Suivre les personnes</translation>
    </message>
    <message>
        <source>Tracking options…</source>
        <translation>Options de suivi…</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Suspendre ou reprendre</translation>
    </message>
    <message>
        <source>Stop tracking</source>
        <translation>Arrêter le suivi</translation>
    </message>
    <message>
        <source>Measure colours and camera motion</source>
        <translation>Mesurer les couleurs et le mouvement de la caméra</translation>
    </message>
    <message>
        <source>Train a model…</source>
        <translation>Entraîner un modèle…</translation>
    </message>
    <message>
        <source>Review mode</source>
        <translation>Mode révision</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Pas une personne</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Constat suivant</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Constat précédent</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>Laisser tel quel</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Take the last verdict back</source>
        <translation>Retirer le dernier verdict</translation>
    </message>
    <message>
        <source>Cut one frame earlier</source>
        <translation>Couper une image plus tôt</translation>
    </message>
    <message>
        <source>Cut one frame later</source>
        <translation>Couper une image plus tard</translation>
    </message>
    <message>
        <source>Apply verdicts from here…</source>
        <translation>Appliquer les verdicts à partir d’ici…</translation>
    </message>
    <message>
        <source>Apply verdicts to the whole video…</source>
        <translation>Appliquer les verdicts à toute la vidéo…</translation>
    </message>
    <message>
        <source>Identity board…</source>
        <translation>Tableau des identités…</translation>
    </message>
    <message>
        <source>Loop around the finding</source>
        <translation>Boucler autour du constat</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>About Trackwright</source>
        <translation>À propos de Trackwright</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&gt;Choose nearby</source>
        <translation>&gt;Choisir à proximité</translation>
    </message>
    <message>
        <source>&gt;Move box</source>
        <translation>&gt;Déplacer la boîte</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Aller</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>Affic&amp;hage</translation>
    </message>
    <message>
        <source>&amp;Track</source>
        <translation>&amp;Suivi</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Révision</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>Next video in the folder</source>
        <translation>Vidéo suivante du dossier</translation>
    </message>
    <message>
        <source>Copy the box to the next frame</source>
        <translation>Copier la boîte dans l’image suivante</translation>
    </message>
    <message>
        <source>Accept without waiting for the pictures</source>
        <translation>Accepter sans attendre les images</translation>
    </message>
    <message>
        <source>Put off without waiting for the pictures</source>
        <translation>Remettre à plus tard sans attendre les images</translation>
    </message>
    <message>
        <source>Export video…</source>
        <translation>Exporter la vidéo…</translation>
    </message>
    <message>
        <source>Show the collection</source>
        <translation>Afficher la collection</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Nouvelle collection…</translation>
    </message>
    <message>
        <source>Add videos…</source>
        <translation>Ajouter des vidéos…</translation>
    </message>
    <message>
        <source>Open the video</source>
        <translation>Ouvrir la vidéo</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Vidéo suivante</translation>
    </message>
    <message>
        <source>Previous video</source>
        <translation>Vidéo précédente</translation>
    </message>
    <message>
        <source>Track all</source>
        <translation>Tout suivre</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Tout exporter…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Attribuer…</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Remettre</translation>
    </message>
    <message>
        <source>Accept the work</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>Renvoyer…</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Second annotation…</source>
        <translation>Seconde annotation…</translation>
    </message>
    <message>
        <source>Agreement…</source>
        <translation>Accord…</translation>
    </message>
    <message>
        <source>Find moved files…</source>
        <translation>Retrouver les fichiers déplacés…</translation>
    </message>
    <message>
        <source>Close the collection</source>
        <translation>Fermer la collection</translation>
    </message>
    <message>
        <source>&gt;Collection</source>
        <translation>&gt;Collection</translation>
    </message>
    <message>
        <source>Loop in the range</source>
        <translation>Lire l’intervalle en boucle</translation>
    </message>
    <message>
        <source>Absent here</source>
        <translation>Absent ici</translation>
    </message>
    <message>
        <source>Class…</source>
        <translation>Classe…</translation>
    </message>
    <message>
        <source>Attributes…</source>
        <translation>Attributs…</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Nouvelle classe…</translation>
    </message>
    <message>
        <source>New attribute…</source>
        <translation>Nouvel attribut…</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Écrire une note</translation>
    </message>
    <message>
        <source>Set or remove a bookmark</source>
        <translation>Poser ou retirer un signet</translation>
    </message>
    <message>
        <source>Previous note or bookmark</source>
        <translation>Note ou signet précédent</translation>
    </message>
    <message>
        <source>Next note or bookmark</source>
        <translation>Note ou signet suivant</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Tune tracking on what was corrected…</source>
        <translation>Régler le suivi d’après les corrections…</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Trackwright crashed the last time</source>
        <translation>Trackwright s’est interrompu la dernière fois</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <source>A report was written to %1. It stays on this machine. Your projects were saved as you worked.</source>
        <translation>Un rapport a été écrit dans %1. Il reste sur cette machine. Vos projets ont été enregistrés au fil du travail.</translation>
    </message>
</context>
<context>
    <name>Association</name>
    <message numerus="yes">
        <source>%n tracks became %1</source>
        <translation>
            <numerusform>%n piste est devenue %1</numerusform>
            <numerusform>%n pistes sont devenues %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not people</source>
        <translation>
            <numerusform>%n n’était pas une personne</numerusform>
            <numerusform>%n n’étaient pas des personnes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were pieces of another</source>
        <translation>
            <numerusform>%n était un morceau d’une autre</numerusform>
            <numerusform>%n étaient des morceaux d’autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n est nouvelle</numerusform>
            <numerusform>%n sont nouvelles</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>tracks became, reasons</comment>
        <translation>%1 : %2</translation>
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
        <translation>Piéton</translation>
    </message>
    <message>
        <source>Person on vehicle</source>
        <translation>Personne sur véhicule</translation>
    </message>
    <message>
        <source>Car</source>
        <translation>Voiture</translation>
    </message>
    <message>
        <source>Bicycle</source>
        <translation>Vélo</translation>
    </message>
    <message>
        <source>Motorbike</source>
        <translation>Moto</translation>
    </message>
    <message>
        <source>Vehicle without motor</source>
        <translation>Véhicule sans moteur</translation>
    </message>
    <message>
        <source>Static person</source>
        <translation>Personne immobile</translation>
    </message>
    <message>
        <source>Distractor</source>
        <translation>Distracteur</translation>
    </message>
    <message>
        <source>Occluder</source>
        <translation>Occulteur</translation>
    </message>
    <message>
        <source>Occluder on the ground</source>
        <translation>Occulteur au sol</translation>
    </message>
    <message>
        <source>Occluder, full</source>
        <translation>Occulteur complet</translation>
    </message>
    <message>
        <source>Reflection</source>
        <translation>Reflet</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Foule</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
</context>
<context>
    <name>EditController</name>
    <message>
        <source>Select a person with a box in this frame first.</source>
        <translation>Sélectionnez d’abord une personne ayant une boîte dans cette image.</translation>
    </message>
    <message>
        <source>This is the last frame.</source>
        <translation>C’est la dernière image.</translation>
    </message>
    <message>
        <source>All marked frames after this one have a box of %1.</source>
        <translation>Toutes les images marquées après celle-ci ont une boîte de %1.</translation>
    </message>
    <message>
        <source>Frame %1 has a box of %2 already.</source>
        <translation>L’image %1 a déjà une boîte de %2.</translation>
    </message>
    <message numerus="yes">
        <source>Copied the box of %1 to %n frames</source>
        <translation>
            <numerusform>Boîte de %1 copiée dans %n image</numerusform>
            <numerusform>Boîte de %1 copiée dans %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>That is not possible here.</source>
        <translation>Ce n’est pas possible ici.</translation>
    </message>
    <message>
        <source>It was not found.</source>
        <translation>Introuvable.</translation>
    </message>
    <message>
        <source>The data cannot be read.</source>
        <translation>Les données sont illisibles.</translation>
    </message>
    <message>
        <source>This kind of file is not supported.</source>
        <translation>Ce type de fichier n’est pas pris en charge.</translation>
    </message>
    <message>
        <source>The weights do not fit the network.</source>
        <translation>Les poids ne correspondent pas au réseau.</translation>
    </message>
    <message>
        <source>The file was refused because reading it would not be safe.</source>
        <translation>Le fichier a été refusé : sa lecture ne serait pas sûre.</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>La lecture ou l’écriture a échoué.</translation>
    </message>
    <message>
        <source>Not available on this machine.</source>
        <translation>Indisponible sur cette machine.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Mémoire insuffisante.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Une erreur interne s’est produite.</translation>
    </message>
    <message>
        <source>This is in use or exists already.</source>
        <translation>C’est utilisé ou existe déjà.</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>MOTChallenge ground truth (gt.txt)</source>
        <translation>MOTChallenge, vérité terrain (gt.txt)</translation>
    </message>
    <message>
        <source>MOTChallenge result (TrackEval)</source>
        <translation>MOTChallenge, résultat (TrackEval)</translation>
    </message>
    <message>
        <source>MOTChallenge 2015 ground truth</source>
        <translation>MOTChallenge 2015, vérité terrain</translation>
    </message>
    <message>
        <source>MOTChallenge detections (det.txt)</source>
        <translation>MOTChallenge, détections (det.txt)</translation>
    </message>
    <message>
        <source>CVAT for video 1.1</source>
        <translation>CVAT pour vidéo 1.1</translation>
    </message>
    <message>
        <source>COCO with track ids</source>
        <translation>COCO avec numéros de piste</translation>
    </message>
    <message>
        <source>DIVE JSON version 2</source>
        <translation>DIVE JSON, version 2</translation>
    </message>
    <message>
        <source>KITTI tracking</source>
        <translation>KITTI, suivi</translation>
    </message>
    <message>
        <source>Ultralytics text results</source>
        <translation>Ultralytics, résultats en texte</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>Tableau CSV</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>Français</translation>
    </message>
</context>
<context>
    <name>PicturePlan</name>
    <message>
        <source>As it is</source>
        <translation>Tel quel</translation>
    </message>
    <message>
        <source>After the swap</source>
        <translation>Après l’échange</translation>
    </message>
    <message>
        <source>until frame %1</source>
        <translation>jusqu’à l’image %1</translation>
    </message>
    <message>
        <source>from frame %1 on</source>
        <translation>à partir de l’image %1</translation>
    </message>
    <message>
        <source>before frame %1 | from there on</source>
        <translation>avant l’image %1 | à partir de là</translation>
    </message>
    <message>
        <source>before | after</source>
        <translation>avant | après</translation>
    </message>
    <message>
        <source>in between</source>
        <translation>entre les deux</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Never seen together: where one is, the other is not.</source>
        <translation>Jamais vus ensemble : où est l’un, l’autre n’est pas.</translation>
    </message>
    <message>
        <source>%1 ends at frame %2, %3 begins %4 s later.</source>
        <translation>%1 se termine à l’image %2, %3 commence %4 s plus tard.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message>
        <source>, mean score %1, moves by %2 of its height.</source>
        <translation>, score moyen %1, se déplace de %2 fois sa hauteur.</translation>
    </message>
    <message>
        <source>Frames %1 to %2, %3 s.</source>
        <translation>Images %1 à %2, %3 s.</translation>
    </message>
    <message>
        <source>Identity swap?</source>
        <translation>Échange d’identités ?</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>Même personne ?</translation>
    </message>
    <message>
        <source>Same person later?</source>
        <translation>Même personne plus tard ?</translation>
    </message>
    <message>
        <source>Jump to another person?</source>
        <translation>Saut vers une autre personne ?</translation>
    </message>
    <message>
        <source>Two tracks on one person?</source>
        <translation>Deux pistes sur une personne ?</translation>
    </message>
    <message>
        <source>Not a person?</source>
        <translation>Pas une personne ?</translation>
    </message>
    <message>
        <source>Missed stretch?</source>
        <translation>Passage manqué ?</translation>
    </message>
    <message>
        <source>Begins or ends too early?</source>
        <translation>Début ou fin prématuré ?</translation>
    </message>
    <message>
        <source>Box beside the person?</source>
        <translation>Boîte à côté de la personne ?</translation>
    </message>
    <message>
        <source>Weak detections</source>
        <translation>Détections faibles</translation>
    </message>
    <message>
        <source>Two people in one box?</source>
        <translation>Deux personnes dans une boîte ?</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 et %2</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged in frames %3 to %4?</source>
        <translation>%1 et %2 sont-ils échangés dans les images %3 à %4 ?</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged from frame %3 on?</source>
        <translation>%1 et %2 sont-ils échangés à partir de l’image %3 ?</translation>
    </message>
    <message>
        <source>Is %2 the same person as %1?</source>
        <translation>%2 est-il la même personne que %1 ?</translation>
    </message>
    <message>
        <source>Does %1 become another person at frame %2?</source>
        <translation>%1 devient-il une autre personne à l’image %2 ?</translation>
    </message>
    <message>
        <source>Do %1 and %2 mark the same person?</source>
        <translation>%1 et %2 marquent-ils la même personne ?</translation>
    </message>
    <message>
        <source>Is %1 not a person?</source>
        <translation>%1 n’est-il pas une personne ?</translation>
    </message>
    <message>
        <source>Is %1 there in frames %2 to %3?</source>
        <translation>%1 est-il là dans les images %2 à %3 ?</translation>
    </message>
    <message>
        <source>Is %1 seen before frame %2 already?</source>
        <translation>%1 est-il déjà visible avant l’image %2 ?</translation>
    </message>
    <message>
        <source>Is %1 still seen after frame %2?</source>
        <translation>%1 est-il encore visible après l’image %2 ?</translation>
    </message>
    <message>
        <source>Is the box of %1 beside the person?</source>
        <translation>La boîte de %1 est-elle à côté de la personne ?</translation>
    </message>
    <message>
        <source>Is %1 right here?</source>
        <translation>%1 est-il correct ici ?</translation>
    </message>
    <message>
        <source>Does the box of %1 hold two people?</source>
        <translation>La boîte de %1 contient-elle deux personnes ?</translation>
    </message>
    <message>
        <source>They meet about frame %1.</source>
        <translation>Ils se croisent vers l’image %1.</translation>
    </message>
    <message>
        <source>It begins or ends away from the border of the image and from other people.</source>
        <translation>Le début ou la fin est loin du bord de l’image et des autres personnes.</translation>
    </message>
    <message>
        <source>Likely (%1 %)</source>
        <translation>Probable (%1 %)</translation>
    </message>
    <message>
        <source>Possible (%1 %)</source>
        <translation>Possible (%1 %)</translation>
    </message>
    <message>
        <source>Unlikely (%1 %)</source>
        <translation>Improbable (%1 %)</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Échanger</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>Même personne</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Scinder</translation>
    </message>
    <message>
        <source>Delete one</source>
        <translation>En supprimer une</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Pas une personne</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Combler</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Prolonger</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Different people</source>
        <translation>Deux personnes</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Une personne</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 from frame %3 on</source>
        <translation>%1 et %2 échangés à partir de l’image %3</translation>
    </message>
    <message>
        <source>Joined %1 and %2</source>
        <translation>%1 et %2 joints</translation>
    </message>
    <message>
        <source>Split %1 at frame %2</source>
        <translation>%1 scindé à l’image %2</translation>
    </message>
    <message>
        <source>Deleted the second track on %1</source>
        <translation>Seconde piste sur %1 supprimée</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 supprimé</translation>
    </message>
    <message>
        <source>Filled %1</source>
        <translation>%1 comblé</translation>
    </message>
    <message>
        <source>Extended %1</source>
        <translation>%1 prolongé</translation>
    </message>
    <message>
        <source>Corrected %1</source>
        <translation>%1 corrigé</translation>
    </message>
    <message>
        <source>Two people in one track?</source>
        <translation>Deux personnes dans une piste ?</translation>
    </message>
    <message>
        <source>Working out this fix; the next finding follows…</source>
        <translation>Calcul de cette correction ; le constat suivant arrive…</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Checking</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Collecting evidence</source>
        <translation>Collecte des indices</translation>
    </message>
    <message>
        <source>Writing images</source>
        <translation>Écriture des images</translation>
    </message>
    <message>
        <source>Reading the video&apos;s index</source>
        <translation>Lecture de l’index de la vidéo</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Ouverture</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Preparing the labels</source>
        <translation>Préparation des étiquettes</translation>
    </message>
    <message>
        <source>Looking for errors</source>
        <translation>Recherche d’erreurs</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Suivi</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Écriture</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Réglage</translation>
    </message>
</context>
<context>
    <name>Synonyms</name>
    <message>
        <source>merge link connect combine</source>
        <translation>fusionner relier connecter</translation>
    </message>
    <message>
        <source>merge link several</source>
        <translation>fusionner relier plusieurs</translation>
    </message>
    <message>
        <source>cut break divide</source>
        <translation>couper diviser séparer</translation>
    </message>
    <message>
        <source>exchange switch transpose</source>
        <translation>permuter intervertir</translation>
    </message>
    <message>
        <source>remove erase</source>
        <translation>enlever effacer</translation>
    </message>
    <message>
        <source>remove detection</source>
        <translation>enlever détection</translation>
    </message>
    <message>
        <source>outside leaves stop</source>
        <translation>sort quitte arrêt</translation>
    </message>
    <message>
        <source>add draw annotate bounding box</source>
        <translation>ajouter dessiner annoter rectangle</translation>
    </message>
    <message>
        <source>interpolate</source>
        <translation>interpoler</translation>
    </message>
    <message>
        <source>key frame anchor</source>
        <translation>image clé ancre</translation>
    </message>
    <message>
        <source>goto jump seek</source>
        <translation>aller sauter chercher</translation>
    </message>
    <message>
        <source>isolate only</source>
        <translation>isoler seule</translation>
    </message>
    <message>
        <source>save MOT gt download</source>
        <translation>enregistrer MOT gt</translation>
    </message>
    <message>
        <source>load annotations upload</source>
        <translation>charger annotations</translation>
    </message>
    <message>
        <source>missing find video</source>
        <translation>manquante trouver vidéo</translation>
    </message>
    <message>
        <source>settings options theme language</source>
        <translation>réglages options thème langue</translation>
    </message>
    <message>
        <source>shortcuts hotkeys</source>
        <translation>raccourcis clavier</translation>
    </message>
    <message>
        <source>errors suspicious check verify</source>
        <translation>erreurs suspect contrôler</translation>
    </message>
    <message>
        <source>reject ignore fine</source>
        <translation>rejeter ignorer</translation>
    </message>
    <message>
        <source>run detect</source>
        <translation>lancer détecter</translation>
    </message>
    <message>
        <source>paste propagate repeat duplicate</source>
        <translation>coller propager répéter dupliquer</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>people, at most %1</source>
        <translation>personnes, au plus %1</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>risque</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Signet</translation>
    </message>
    <message>
        <source>%1 is out of the picture here and comes back under this number.</source>
        <translation>%1 est hors de l’image ici et revient sous ce numéro.</translation>
    </message>
</context>
<context>
    <name>tw::ui::AboutDialog</name>
    <message>
        <source>About Trackwright</source>
        <translation>À propos de Trackwright</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>From tracker output to ground truth.

Apache License 2.0. Made with Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</source>
        <translation>Du résultat de suivi à la vérité terrain.

Licence Apache 2.0. Réalisé avec Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</translation>
    </message>
</context>
<context>
    <name>tw::ui::AgreementDialog</name>
    <message>
        <source>Agreement on %1</source>
        <translation>Accord sur %1</translation>
    </message>
    <message>
        <source>HOTA %1   IDF1 %2</source>
        <translation>HOTA %1   IDF1 %2</translation>
    </message>
    <message>
        <source>%1 and %2 agree in every box.</source>
        <translation>%1 et %2 sont d’accord sur chaque boîte.</translation>
    </message>
    <message>
        <source>What %2 did differently from %1. Enter goes to the place.</source>
        <translation>Ce que %2 a fait autrement que %1. Entrée mène à l’endroit.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Différences</translation>
    </message>
</context>
<context>
    <name>tw::ui::AlphaPlot</name>
    <message>
        <source>Scores over alpha</source>
        <translation>Scores selon alpha</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>alpha</translation>
    </message>
    <message>
        <source>alpha %1</source>
        <translation>alpha %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::AttributeRows</name>
    <message>
        <source>Attributes</source>
        <translation>Attributs</translation>
    </message>
    <message>
        <source>Attributes %1</source>
        <translation>Attributs %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardDialog</name>
    <message>
        <source>Identity board</source>
        <translation>Tableau des identités</translation>
    </message>
    <message>
        <source>Each row may be one person, judged by appearance. Tracks seen together never share a row. Uncheck those that do not belong.</source>
        <translation>Chaque ligne est peut-être une personne, d’après l’apparence. Des pistes vues ensemble ne partagent jamais une ligne. Décochez celles qui n’en font pas partie.</translation>
    </message>
    <message>
        <source>Arrows choose, Space checks, Enter joins the row, V shows the fragment in the video, %1 takes the last join back, Esc closes.</source>
        <translation>Les flèches choisissent, Espace coche, Entrée joint la ligne, V montre le fragment dans la vidéo, %1 annule la dernière jonction, Échap ferme.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 dans %2</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n personne</numerusform>
            <numerusform>%n personnes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragments</source>
        <translation>
            <numerusform>%n fragment</numerusform>
            <numerusform>%n fragments</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing people …</source>
        <translation>Comparaison des personnes…</translation>
    </message>
    <message>
        <source>No person seems to be split into several tracks.

Appearance is known for videos tracked here, not for imported tracks.</source>
        <translation>Aucune personne ne semble répartie sur plusieurs pistes.

L’apparence est connue pour les vidéos suivies ici, pas pour les pistes importées.</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardView</name>
    <message>
        <source>Fragments that could be one person</source>
        <translation>Fragments qui pourraient être une seule personne</translation>
    </message>
    <message>
        <source>Person %1 of %2, track %3, frames %4 to %5, %6</source>
        <translation>Personne %1 sur %2, piste %3, images %4 à %5, %6</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>coché</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>non coché</translation>
    </message>
    <message>
        <source>Frames %1 to %2
Mean similarity to the others %3, %4 % of this person</source>
        <translation>Images %1 à %2
Ressemblance moyenne aux autres %3, %4 % de cette personne</translation>
    </message>
    <message>
        <source>One person, %1 %?</source>
        <translation>Une seule personne, %1 % ?</translation>
    </message>
    <message>
        <source>nothing to join</source>
        <translation>rien à joindre</translation>
    </message>
    <message>
        <source>Enter joins %1 of %2</source>
        <translation>Entrée joint %1 sur %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionController</name>
    <message>
        <source>Open collection %1</source>
        <translation>Ouvrir la collection %1</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>Ajouter des vidéos</translation>
    </message>
    <message>
        <source>%1 is being tracked; it can be opened when that is done.</source>
        <translation>%1 est en cours de suivi ; la vidéo pourra être ouverte ensuite.</translation>
    </message>
    <message>
        <source>Every video is tracked already.</source>
        <translation>Toutes les vidéos sont déjà suivies.</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>Suivre %1</translation>
    </message>
    <message>
        <source>Tracking %1, %2 of %3</source>
        <translation>Suivi de %1, %2 sur %3</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Tout exporter</translation>
    </message>
    <message numerus="yes">
        <source>%n videos exported and read back</source>
        <translation>
            <numerusform>%n vidéo exportée et relue</numerusform>
            <numerusform>%n vidéos exportées et relues</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for moved files</source>
        <translation>Chercher les fichiers déplacés</translation>
    </message>
    <message numerus="yes">
        <source>%n files found</source>
        <translation>
            <numerusform>%n fichier trouvé</numerusform>
            <numerusform>%n fichiers trouvés</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>Comparer %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionModel</name>
    <message>
        <source>Untracked</source>
        <translation>Non suivie</translation>
    </message>
    <message>
        <source>Tracked</source>
        <translation>Suivie</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>En révision</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Révisée</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Acceptée</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>À reprendre</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Identity switches expected in the open findings</source>
        <translation>Changements d’identité attendus dans les constats ouverts</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annoté par</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>Changements</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progrès</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Commentaires</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionPage</name>
    <message>
        <source>Drop videos or folders here.</source>
        <translation>Déposez ici des vidéos ou des dossiers.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>Vous êtes</translation>
    </message>
    <message>
        <source>Your name in the collection</source>
        <translation>Votre nom dans la collection</translation>
    </message>
    <message>
        <source>Back to the video</source>
        <translation>Retour à la vidéo</translation>
    </message>
    <message>
        <source>Filter videos</source>
        <translation>Filtrer les vidéos</translation>
    </message>
    <message>
        <source>Filter by name or comment</source>
        <translation>Filtrer par nom ou commentaire</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Tous les états</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Annoté par</translation>
    </message>
    <message>
        <source>Videos of the collection</source>
        <translation>Vidéos de la collection</translation>
    </message>
    <message numerus="yes">
        <source>%n videos</source>
        <translation>
            <numerusform>%n vidéo</numerusform>
            <numerusform>%n vidéos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 switches expected</source>
        <translation>%1 changements attendus</translation>
    </message>
    <message>
        <source>Every annotator</source>
        <translation>Tous les annotateurs</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionTools</name>
    <message>
        <source>Export all to</source>
        <translation>Tout exporter vers</translation>
    </message>
    <message>
        <source>Where are the files?</source>
        <translation>Où sont les fichiers ?</translation>
    </message>
    <message>
        <source>%1 is submitted; a second person looks at it.</source>
        <translation>%1 est remise ; une seconde personne la vérifie.</translation>
    </message>
    <message>
        <source>%1 is accepted.</source>
        <translation>%1 est acceptée.</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Nouvelle collection</translation>
    </message>
    <message>
        <source>Collections (*.twc)</source>
        <translation>Collections (*.twc)</translation>
    </message>
    <message>
        <source>Add the videos of a folder</source>
        <translation>Ajouter les vidéos d’un dossier</translation>
    </message>
    <message>
        <source>This was the last video of the list.</source>
        <translation>C’était la dernière vidéo de la liste.</translation>
    </message>
    <message>
        <source>This was the first video of the list.</source>
        <translation>C’était la première vidéo de la liste.</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Renvoyer</translation>
    </message>
    <message>
        <source>What needs work in %1?</source>
        <translation>Que faut-il reprendre dans %1 ?</translation>
    </message>
    <message>
        <source>%1 was sent back.</source>
        <translation>%1 a été renvoyée.</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Attribuer</translation>
    </message>
    <message>
        <source>Who annotates %1?</source>
        <translation>Qui annote %1 ?</translation>
    </message>
    <message>
        <source>Second annotation</source>
        <translation>Seconde annotation</translation>
    </message>
    <message>
        <source>Who made %1?</source>
        <translation>Qui a fait %1 ?</translation>
    </message>
    <message>
        <source>Second annotation of %1</source>
        <translation>Seconde annotation de %1</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>Pistes et projets (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>tw::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Saisir une commande</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Commandes correspondantes</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Rien trouvé</translation>
    </message>
</context>
<context>
    <name>tw::ui::ContextBar</name>
    <message>
        <source>Click selects a person, drag moves, wheel zooms.</source>
        <translation>Un clic sélectionne une personne, glisser déplace, la molette zoome.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nouvelle personne</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Who?</source>
        <translation>Qui ?</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Échanger</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Joindre</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Scinder</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Next proposal</source>
        <translation>Proposition suivante</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Without filling</source>
        <translation>Sans combler</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Portée</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Ghosts above</source>
        <translation>Fantômes au-dessus de</translation>
    </message>
    <message>
        <source>Minimum score of the ghosts</source>
        <translation>Score minimal des fantômes</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>images %1 à %2</translation>
    </message>
    <message>
        <source>edits act %1</source>
        <translation>les modifications agissent %1</translation>
    </message>
    <message>
        <source>, not in this frame</source>
        <translation>, absente de cette image</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>, verrouillée</translation>
    </message>
    <message>
        <source>Swap %1 %2: click the other person or press its number.</source>
        <translation>Échanger %1 %2 : cliquer l’autre personne ou taper son chiffre.</translation>
    </message>
    <message>
        <source>Click the track to join to %1.</source>
        <translation>Cliquer la piste à joindre à %1.</translation>
    </message>
    <message>
        <source>Join %1 to %2? It begins at frame %3, %4.</source>
        <translation>Joindre %1 à %2 ? Elle commence à l’image %3, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames are filled</source>
        <translation>
            <numerusform>%n image est comblée</numerusform>
            <numerusform>%n images sont comblées</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1 of %2)</source>
        <translation>(%1 sur %2)</translation>
    </message>
    <message>
        <source>Click every track that is also %1.</source>
        <translation>Cliquer chaque piste qui est aussi %1.</translation>
    </message>
    <message>
        <source>Drag a box around the new person.</source>
        <translation>Tracer une boîte autour de la nouvelle personne.</translation>
    </message>
    <message>
        <source>Drag a box around %1 in this frame.</source>
        <translation>Tracer une boîte autour de %1 dans cette image.</translation>
    </message>
    <message>
        <source>A new person? Accept follows them through the frames before and after.</source>
        <translation>Une nouvelle personne ? Accepter la prolonge dans les images voisines.</translation>
    </message>
    <message>
        <source>Accept follows %1 through the frames before and after.</source>
        <translation>Accepter prolonge %1 dans les images voisines.</translation>
    </message>
    <message>
        <source>Who is this? Click a person or any place in the image.</source>
        <translation>Qui est-ce ? Cliquer une personne ou un endroit de l’image.</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Qui est-ce ?</translation>
    </message>
    <message>
        <source>Whose box is this? Press a number, or N for a new person.</source>
        <translation>À qui est cette boîte ? Taper un chiffre, ou N pour une nouvelle personne.</translation>
    </message>
    <message>
        <source>Who is %1, %2? Press the number.</source>
        <translation>Qui est %1, %2 ? Taper le chiffre.</translation>
    </message>
</context>
<context>
    <name>tw::ui::CurveView</name>
    <message>
        <source>%1 after %2</source>
        <translation>%1 après %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::DatasetDialog</name>
    <message>
        <source>Export a data set</source>
        <translation>Exporter un jeu de données</translation>
    </message>
    <message>
        <source>Ground truth, images, lists and labels as TrackEval, FairMOT and the trainer of this program read them.</source>
        <translation>Vérité terrain, images, listes et étiquettes, lisibles par TrackEval, FairMOT et l’entraînement de ce programme.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>Nom du jeu de données</translation>
    </message>
    <message>
        <source>Every person in these videos is annotated</source>
        <translation>Chaque personne de ces vidéos est annotée</translation>
    </message>
    <message>
        <source>Otherwise detections without a box are not counted as errors in training</source>
        <translation>Sinon, les détections sans boîte ne comptent pas comme erreurs à l’entraînement</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projets</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Vers</translation>
    </message>
    <message>
        <source>Projects of the data set</source>
        <translation>Projets du jeu de données</translation>
    </message>
    <message>
        <source>%1 (this project)</source>
        <translation>%1 (ce projet)</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Ajouter…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>What becomes validation</source>
        <translation>Ce qui sert à la validation</translation>
    </message>
    <message>
        <source>The end of each video</source>
        <translation>La fin de chaque vidéo</translation>
    </message>
    <message>
        <source>The last project of the list</source>
        <translation>Le dernier projet de la liste</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Share for validation</source>
        <translation>Part pour la validation</translation>
    </message>
    <message>
        <source>Images of the frames</source>
        <translation>Images de la vidéo</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>PNG, without loss</source>
        <translation>PNG, sans perte</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Quality of JPEG images</source>
        <translation>Qualité des images JPEG</translation>
    </message>
    <message>
        <source>quality </source>
        <translation>qualité </translation>
    </message>
    <message>
        <source>Folder to write</source>
        <translation>Dossier à écrire</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>Dossier du jeu de données</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>Détails de l’export</translation>
    </message>
    <message>
        <source>Add a project</source>
        <translation>Ajouter un projet</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>Projets (*.twp)</translation>
    </message>
    <message>
        <source>Add another project first</source>
        <translation>Ajouter d’abord un autre projet</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>Export de %1</translation>
    </message>
    <message numerus="yes">
        <source>Written: %n sequences, %1 images, %2 boxes, %3 labels.</source>
        <translation>
            <numerusform>Écrit : %n séquence, %1 images, %2 boîtes, %3 étiquettes.</numerusform>
            <numerusform>Écrit : %n séquences, %1 images, %2 boîtes, %3 étiquettes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of an earlier export were removed.</source>
        <translation>
            <numerusform>%n fichier d’un export antérieur a été retiré.</numerusform>
            <numerusform>%n fichiers d’un export antérieur ont été retirés.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::DockPanel</name>
    <message>
        <source>Close %1</source>
        <translation>Fermer %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::EditController</name>
    <message>
        <source>in all frames</source>
        <translation>dans toutes les images</translation>
    </message>
    <message>
        <source>from frame %1 to the end</source>
        <translation>de l’image %1 à la fin</translation>
    </message>
    <message>
        <source>in frame %1</source>
        <translation>dans l’image %1</translation>
    </message>
    <message>
        <source>in frames %1 to %2</source>
        <translation>dans les images %1 à %2</translation>
    </message>
    <message>
        <source>Choose a person first: click one, or press 1 to 9 for the nearest.</source>
        <translation>Choisir d’abord une personne : cliquer, ou taper 1 à 9 pour les plus proches.</translation>
    </message>
    <message>
        <source>%1 has no box in frame %2.</source>
        <translation>%1 n’a pas de boîte dans l’image %2.</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>%1 et %2 échangés %3</translation>
    </message>
    <message>
        <source>No track begins soon after %1 ends. Click the one to join it with.</source>
        <translation>Aucune piste ne commence peu après la fin de %1. Cliquer celle à joindre.</translation>
    </message>
    <message>
        <source>Joined %1 to %2</source>
        <translation>%1 joint à %2</translation>
    </message>
    <message>
        <source>That is %1 itself. Choose another person, or press Esc.</source>
        <translation>C’est %1 même. Choisir une autre personne, ou Échap.</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>Boîte de %1 dans l’image %2</translation>
    </message>
    <message>
        <source>New person %1</source>
        <translation>Nouvelle personne %1</translation>
    </message>
    <message>
        <source>There are no detections in the frames before and after.</source>
        <translation>Aucune détection dans les images voisines.</translation>
    </message>
    <message numerus="yes">
        <source>Followed %1 through %n frames</source>
        <translation>
            <numerusform>%1 prolongé sur %n image</numerusform>
            <numerusform>%1 prolongé sur %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New person %1 in %n frames</source>
        <translation>
            <numerusform>Nouvelle personne %1 dans %n image</numerusform>
            <numerusform>Nouvelle personne %1 dans %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled in a straight line</source>
        <translation>
            <numerusform>%n image comblée en ligne droite</numerusform>
            <numerusform>%n images comblées en ligne droite</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled along detections</source>
        <translation>
            <numerusform>%n image comblée selon les détections</numerusform>
            <numerusform>%n images comblées selon les détections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled: %1 along detections, %2 straight</source>
        <translation>
            <numerusform>%n image comblée : %1 selon les détections, %2 en ligne droite</numerusform>
            <numerusform>%n images comblées : %1 selon les détections, %2 en ligne droite</numerusform>
        </translation>
    </message>
    <message>
        <source>Joined %2 to %1</source>
        <translation>%2 joint à %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 has no gap to fill.</source>
        <translation>%1 n’a pas de lacune à combler.</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1 : %2, %3</translation>
    </message>
    <message>
        <source>Removed interpolated boxes of %1 %2</source>
        <translation>Boîtes interpolées de %1 retirées %2</translation>
    </message>
    <message>
        <source>Split %1 at frame %2, the rest is %3</source>
        <translation>%1 scindé à l’image %2, le reste est %3</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 supprimé</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks</source>
        <translation>
            <numerusform>%n piste supprimée</numerusform>
            <numerusform>%n pistes supprimées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the selected tracks has a box %1.</source>
        <translation>Aucune des pistes sélectionnées n’a de boîte %1.</translation>
    </message>
    <message>
        <source>Deleted %1 %2</source>
        <translation>%1 supprimé %2</translation>
    </message>
    <message>
        <source>Ended %1 at frame %2</source>
        <translation>%1 terminé à l’image %2</translation>
    </message>
    <message>
        <source>Moved the start of %1 to frame %2</source>
        <translation>Début de %1 déplacé à l’image %2</translation>
    </message>
    <message>
        <source>Set a keyframe of %1 at frame %2</source>
        <translation>Image clé de %1 posée à l’image %2</translation>
    </message>
    <message>
        <source>Removed the keyframe of %1 at frame %2</source>
        <translation>Image clé de %1 retirée à l’image %2</translation>
    </message>
    <message>
        <source>Marked %1 visible %2</source>
        <translation>%1 marqué visible %2</translation>
    </message>
    <message>
        <source>Marked %1 occluded %2</source>
        <translation>%1 marqué occulté %2</translation>
    </message>
    <message>
        <source>Verification removed: everyone %1</source>
        <translation>Vérification retirée : tous %1</translation>
    </message>
    <message>
        <source>Verified: everyone %1</source>
        <translation>Vérifiés : tous %1</translation>
    </message>
    <message>
        <source>Verification removed: %1 %2</source>
        <translation>Vérification retirée : %1 %2</translation>
    </message>
    <message>
        <source>Verified: %1 %2</source>
        <translation>Vérifié : %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Hid %n tracks</source>
        <translation>
            <numerusform>%n piste masquée</numerusform>
            <numerusform>%n pistes masquées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Showed %n tracks</source>
        <translation>
            <numerusform>%n piste affichée</numerusform>
            <numerusform>%n pistes affichées</numerusform>
        </translation>
    </message>
    <message>
        <source>No track is hidden.</source>
        <translation>Aucune piste n’est masquée.</translation>
    </message>
    <message numerus="yes">
        <source>Locked %n tracks</source>
        <translation>
            <numerusform>%n piste verrouillée</numerusform>
            <numerusform>%n pistes verrouillées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlocked %n tracks</source>
        <translation>
            <numerusform>%n piste déverrouillée</numerusform>
            <numerusform>%n pistes déverrouillées</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed the name of %1</source>
        <translation>Nom de %1 retiré</translation>
    </message>
    <message>
        <source>Named %1 %2</source>
        <translation>%1 nommé %2</translation>
    </message>
    <message numerus="yes">
        <source>Changed the colour of %n tracks</source>
        <translation>
            <numerusform>Couleur de %n piste changée</numerusform>
            <numerusform>Couleur de %n pistes changée</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the class of %n tracks</source>
        <translation>
            <numerusform>Classe de %n piste changée</numerusform>
            <numerusform>Classe de %n pistes changée</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed %1 to %2 %3</source>
        <translation>%1 changé en %2 %3</translation>
    </message>
    <message>
        <source>Set the visibility of %1 to %2 %3</source>
        <translation>Visibilité de %1 fixée à %2 %3</translation>
    </message>
    <message>
        <source>Show track</source>
        <translation>Afficher la piste</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>Masquer la piste</translation>
    </message>
    <message>
        <source>Unlock track</source>
        <translation>Déverrouiller la piste</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>Verrouiller la piste</translation>
    </message>
    <message>
        <source>for the whole track</source>
        <translation>pour toute la piste</translation>
    </message>
    <message>
        <source>Added the class %1</source>
        <translation>Classe %1 ajoutée</translation>
    </message>
    <message>
        <source>Removed a class from the list</source>
        <translation>Une classe retirée de la liste</translation>
    </message>
    <message>
        <source>Renamed the class to %1</source>
        <translation>Classe renommée en %1</translation>
    </message>
    <message>
        <source>Added the attribute %1</source>
        <translation>Attribut %1 ajouté</translation>
    </message>
    <message>
        <source>Removed the attribute %1</source>
        <translation>Attribut %1 retiré</translation>
    </message>
    <message>
        <source>Cleared %1 of %2 %3</source>
        <translation>%1 de %2 effacé %3</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3 %4</source>
        <translation>%1 de %2 mis à %3 %4</translation>
    </message>
    <message>
        <source>%1 is not marked as absent %2 any more</source>
        <translation>%1 n’est plus marqué comme absent %2</translation>
    </message>
    <message>
        <source>%1 has no gap at frame %2. Go into a gap, or mark a range where the person is out of the picture.</source>
        <translation>%1 n’a pas de trou à l’image %2. Allez dans un trou, ou marquez une plage où la personne est hors de l’image.</translation>
    </message>
    <message>
        <source>Marked %1 as absent %2</source>
        <translation>%1 marqué comme absent %2</translation>
    </message>
    <message>
        <source>Added a note</source>
        <translation>Note ajoutée</translation>
    </message>
    <message>
        <source>Removed the bookmark</source>
        <translation>Signet retiré</translation>
    </message>
    <message>
        <source>Set a bookmark at frame %1</source>
        <translation>Signet posé à l’image %1</translation>
    </message>
    <message>
        <source>Changed the note</source>
        <translation>Note modifiée</translation>
    </message>
    <message>
        <source>Removed the note</source>
        <translation>Note retirée</translation>
    </message>
</context>
<context>
    <name>tw::ui::EndPage</name>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corrigés</translation>
    </message>
    <message>
        <source>Expected to be left</source>
        <translation>Restants attendus</translation>
    </message>
    <message>
        <source>IDSW of the evaluation: a person goes on under another number</source>
        <translation>IDSW de l’évaluation : une personne continue sous un autre numéro</translation>
    </message>
    <message>
        <source>Frag of the evaluation: a person is not followed for a while</source>
        <translation>Frag de l’évaluation : une personne n’est pas suivie pendant un moment</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Exporter la vérité terrain…</translation>
    </message>
    <message>
        <source>The findings that were put off, and the unlikely ones</source>
        <translation>Les constats remis à plus tard et les improbables</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Vidéo suivante</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Éditeur</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>environ %1</translation>
    </message>
    <message>
        <source>%1  (%2 to %3)</source>
        <translation>%1  (%2 à %3)</translation>
    </message>
    <message>
        <source>With 95 % probability, as far as the detectors see errors</source>
        <translation>Avec une probabilité de 95 %, pour autant que les détecteurs voient les erreurs</translation>
    </message>
    <message>
        <source>Second look (%1)</source>
        <translation>Second examen (%1)</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Second examen</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Recherche de constats…</translation>
    </message>
    <message>
        <source>Nothing worth checking is left</source>
        <translation>Plus rien à vérifier</translation>
    </message>
    <message>
        <source>Nothing looks suspicious</source>
        <translation>Rien ne semble suspect</translation>
    </message>
    <message numerus="yes">
        <source>%n findings checked</source>
        <translation>
            <numerusform>%n constat vérifié</numerusform>
            <numerusform>%n constats vérifiés</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept.</source>
        <translation>%1 corrigés, %2 conservés.</translation>
    </message>
    <message>
        <source>Only with the filter: %1.</source>
        <translation>Seulement avec le filtre : %1.</translation>
    </message>
    <message>
        <source>Identity switches</source>
        <translation>Changements d’identité</translation>
    </message>
    <message>
        <source>Fragments</source>
        <translation>Fragmentations</translation>
    </message>
    <message numerus="yes">
        <source>%n findings were put off.</source>
        <translation>
            <numerusform>%n constat a été remis à plus tard.</numerusform>
            <numerusform>%n constats ont été remis à plus tard.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about.</source>
        <translation>
            <numerusform>%n constat improbable n’a pas été demandé.</numerusform>
            <numerusform>%n constats improbables n’ont pas été demandés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n boîte</numerusform>
            <numerusform>%n boîtes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n constat improbable n’a pas été demandé : environ une erreur sur %1 examens.</numerusform>
            <numerusform>%n constats improbables n’ont pas été demandés : environ une erreur sur %1 examens.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorListModel</name>
    <message>
        <source>False box</source>
        <translation>Fausse boîte</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Manqué</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Changement d’identité</translation>
    </message>
    <message>
        <source>Fragment</source>
        <translation>Fragment</translation>
    </message>
    <message>
        <source>%1 on the background</source>
        <translation>%1 sur l’arrière-plan</translation>
    </message>
    <message>
        <source>person %1</source>
        <translation>personne %1</translation>
    </message>
    <message>
        <source>person %1: %2 → %3</source>
        <translation>personne %1 : %2 → %3</translation>
    </message>
    <message>
        <source>person %1: %2 again</source>
        <translation>personne %1 : %2 de nouveau</translation>
    </message>
    <message>
        <source>Frame %1: %2, %3</source>
        <translation>Image %1 : %2, %3</translation>
    </message>
    <message>
        <source>People are numbered as in the ground truth, tracks as in the result</source>
        <translation>Les personnes sont numérotées comme dans la vérité terrain, les pistes comme dans le résultat</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorStrip</name>
    <message>
        <source>Errors over the video</source>
        <translation>Erreurs au fil de la vidéo</translation>
    </message>
    <message numerus="yes">
        <source>%n frames have errors</source>
        <translation>
            <numerusform>%n image a des erreurs</numerusform>
            <numerusform>%n images ont des erreurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Frame %1: %2 right, %3 false, %4 missed, %5 switches, %6 fragments</source>
        <translation>Image %1 : %2 justes, %3 fausses, %4 manquées, %5 changements, %6 fragments</translation>
    </message>
</context>
<context>
    <name>tw::ui::EvaluationPanel</name>
    <message>
        <source>Pages of the evaluation</source>
        <translation>Pages de l’évaluation</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Over alpha</source>
        <translation>Selon alpha</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Vérité terrain</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparer à</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Règles</translation>
    </message>
    <message>
        <source>The benchmarks leave out people on vehicles, reflections and the like, and other classes</source>
        <translation>Les bancs d’essai excluent les personnes sur véhicule, les reflets, etc., et les autres classes</translation>
    </message>
    <message>
        <source>Every box counts</source>
        <translation>Chaque boîte compte</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Vérité</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>Comparé</translation>
    </message>
    <message>
        <source>Which errors</source>
        <translation>Quelles erreurs</translation>
    </message>
    <message>
        <source>All errors of the result</source>
        <translation>Toutes les erreurs du résultat</translation>
    </message>
    <message>
        <source>Only in the result</source>
        <translation>Seulement dans le résultat</translation>
    </message>
    <message>
        <source>Only in the other</source>
        <translation>Seulement dans l’autre</translation>
    </message>
    <message>
        <source>Copy every figure as CSV</source>
        <translation>Copier tous les chiffres en CSV</translation>
    </message>
    <message>
        <source>Copy the main figures as a LaTeX table</source>
        <translation>Copier les chiffres principaux en tableau LaTeX</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Relire</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>Relire les fichiers</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>Pistes et projets (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Choose a ground truth</source>
        <translation>Choisir une vérité terrain</translation>
    </message>
    <message>
        <source>This project&apos;s tracks</source>
        <translation>Les pistes de ce projet</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>This project as it was opened</source>
        <translation>Ce projet tel qu’à l’ouverture</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Choisir un fichier…</translation>
    </message>
    <message>
        <source>Open a project to evaluate it.</source>
        <translation>Ouvrir un projet pour l’évaluer.</translation>
    </message>
    <message>
        <source>Choose a ground truth to compare the tracks with.</source>
        <translation>Choisir une vérité terrain à laquelle comparer les pistes.</translation>
    </message>
    <message>
        <source>Ground truth and result are the same tracks: choose a file for one of them.</source>
        <translation>Vérité terrain et résultat sont les mêmes pistes : choisir un fichier pour l’un des deux.</translation>
    </message>
    <message>
        <source>Reading and scoring…</source>
        <translation>Lecture et calcul…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Évaluation</translation>
    </message>
    <message numerus="yes">
        <source>%n frames, read and scored in %1 ms.</source>
        <translation>
            <numerusform>%n image, lue et calculée en %1 ms.</numerusform>
            <numerusform>%n images, lues et calculées en %1 ms.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames, %1 of them scored anew in %2 ms.</source>
        <translation>
            <numerusform>%n image, dont %1 recalculée en %2 ms.</numerusform>
            <numerusform>%n images, dont %1 recalculées en %2 ms.</numerusform>
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
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Missed: %1 of the truth</source>
        <translation>Manqué : %1 de la vérité terrain</translation>
    </message>
    <message>
        <source>The LaTeX table is in the clipboard</source>
        <translation>Le tableau LaTeX est dans le presse-papiers</translation>
    </message>
    <message>
        <source>The figures are in the clipboard as CSV</source>
        <translation>Les chiffres sont dans le presse-papiers en CSV</translation>
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
        <translation>%1, image %2</translation>
    </message>
    <message>
        <source>%1 %2, frame %3, %4 percent</source>
        <translation>%1 %2, image %3, %4 pour cent</translation>
    </message>
</context>
<context>
    <name>tw::ui::ExportDialog</name>
    <message>
        <source>line %1: %2</source>
        <translation>ligne %1 : %2</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File or folder to write</source>
        <translation>Fichier ou dossier à écrire</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Hidden tracks too</source>
        <translation>Pistes masquées comprises</translation>
    </message>
    <message>
        <source>Rows by frame instead of by identity</source>
        <translation>Lignes par image plutôt que par identité</translation>
    </message>
    <message>
        <source>FairMOT&apos;s label script needs rows by identity</source>
        <translation>Le script d’étiquettes de FairMOT exige des lignes par identité</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Vers</translation>
    </message>
    <message>
        <source>With a certificate beside it</source>
        <translation>Avec un certificat à côté</translation>
    </message>
    <message>
        <source>About %1 identity errors are expected to be left (with 95 % probability %2 to %3), among %4 places without a verdict.</source>
        <translation>Environ %1 erreurs d’identité devraient rester (%2 à %3 avec une probabilité de 95 %), parmi %4 endroits sans verdict.</translation>
    </message>
    <message>
        <source>The last edit has not been looked at yet.</source>
        <translation>La dernière modification n’a pas encore été examinée.</translation>
    </message>
    <message>
        <source>Verified by a person: %1 of %2 frames, %3 of %4 boxes. Verdicts: %5 accepted, %6 fine as they were. Edits: %7.</source>
        <translation>Vérifié par une personne : %1 images sur %2, %3 boîtes sur %4. Verdicts : %5 acceptés, %6 gardés tels quels. Modifications : %7.</translation>
    </message>
    <message>
        <source>Model: %1.</source>
        <translation>Modèle : %1.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>Détails de l’export</translation>
    </message>
    <message>
        <source>Folder of the sequence</source>
        <translation>Dossier de la séquence</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>Exporter %1</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes of %1 tracks are written.</source>
        <translation>
            <numerusform>%n boîte de %1 pistes est écrite.</numerusform>
            <numerusform>%n boîtes de %1 pistes sont écrites.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read back and compared: %n boxes of %1 tracks, all as in the project.</source>
        <translation>
            <numerusform>Relu et comparé : %n boîte de %1 pistes, conforme au projet.</numerusform>
            <numerusform>Relu et comparé : %n boîtes de %1 pistes, toutes conformes au projet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written, but reading it back found %n problems.</source>
        <translation>
            <numerusform>Écrit, mais la relecture a trouvé %n problème.</numerusform>
            <numerusform>Écrit, mais la relecture a trouvé %n problèmes.</numerusform>
        </translation>
    </message>
    <message>
        <source>What this format cannot hold:</source>
        <translation>Ce que ce format ne peut contenir :</translation>
    </message>
</context>
<context>
    <name>tw::ui::FileActions</name>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <translation>Impossible d’ouvrir %1. %2</translation>
    </message>
    <message>
        <source>Open video or project</source>
        <translation>Ouvrir une vidéo ou un projet</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>Projets (*.twp)</translation>
    </message>
    <message>
        <source>Image lists (*.txt)</source>
        <translation>Listes d’images (*.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>Ouvrir un dossier d’images</translation>
    </message>
    <message>
        <source>Draw a demo clip</source>
        <translation>Dessiner un clip de démonstration</translation>
    </message>
    <message>
        <source>Track files (%1)</source>
        <translation>Fichiers de pistes (%1)</translation>
    </message>
    <message>
        <source>Import tracks</source>
        <translation>Importer des pistes</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>Enregistrer le projet sous</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Enregistré sous %1</translation>
    </message>
    <message>
        <source>Where is the video?</source>
        <translation>Où est la vidéo ?</translation>
    </message>
    <message>
        <source>%1 is there already. It will be replaced.</source>
        <translation>%1 existe déjà et sera remplacé.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>et %1 de plus</translation>
    </message>
    <message>
        <source>Damaged project</source>
        <translation>Projet endommagé</translation>
    </message>
    <message>
        <source>Parts of %1 are damaged and were left out:

%2

Nothing is written to the file until you decide: save what is left under another name, or write it over the damaged file.</source>
        <translation>Des parties de %1 sont endommagées et ont été laissées de côté :

%2

Rien n’est écrit dans le fichier avant votre décision : enregistrer le reste sous un autre nom, ou remplacer le fichier endommagé.</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <source>Write Over It</source>
        <translation>Remplacer le fichier</translation>
    </message>
    <message>
        <source>No other video follows in this folder.</source>
        <translation>Aucune autre vidéo ne suit dans ce dossier.</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>Exporter la vidéo</translation>
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
        <translation>%1 exporté : %2 images, sans son</translation>
    </message>
    <message>
        <source>%1 of them cannot be decoded and show the picture before</source>
        <translation>%1 d’entre elles ne peuvent pas être décodées et montrent l’image précédente</translation>
    </message>
    <message>
        <source>Videos, projects and collections (%1 *.twp *.twc)</source>
        <translation>Vidéos, projets et collections (%1 *.twp *.twc)</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilmStrip</name>
    <message>
        <source>Film strip</source>
        <translation>Bande de film</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>nouvelle personne</translation>
    </message>
    <message>
        <source>to frame %1</source>
        <translation>jusqu’à l’image %1</translation>
    </message>
    <message>
        <source>from frame %1</source>
        <translation>à partir de l’image %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilterMenu</name>
    <message>
        <source>person %1</source>
        <translation>personne %1</translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>images %1 à %2</translation>
    </message>
    <message>
        <source>edited tracks</source>
        <translation>pistes modifiées</translation>
    </message>
    <message>
        <source>unedited tracks</source>
        <translation>pistes non modifiées</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Tous les constats</translation>
    </message>
    <message>
        <source>Worth checking</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Findings that are gone through: %1</source>
        <translation>Constats parcourus : %1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>Tous les types</translation>
    </message>
    <message>
        <source>Exchanged people</source>
        <translation>Personnes échangées</translation>
    </message>
    <message>
        <source>One person in two tracks</source>
        <translation>Une personne dans deux pistes</translation>
    </message>
    <message>
        <source>Not a person, or twice</source>
        <translation>Pas une personne, ou en double</translation>
    </message>
    <message>
        <source>Missed stretches and ends</source>
        <translation>Passages et extrémités manqués</translation>
    </message>
    <message>
        <source>Boxes to correct</source>
        <translation>Boîtes à corriger</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Toutes les pistes</translation>
    </message>
    <message>
        <source>Unedited tracks</source>
        <translation>Pistes non modifiées</translation>
    </message>
    <message>
        <source>Edited tracks</source>
        <translation>Pistes modifiées</translation>
    </message>
    <message>
        <source>Show all, the unlikely ones too</source>
        <translation>Tout montrer, même les improbables</translation>
    </message>
    <message>
        <source>Only the selected person</source>
        <translation>Seulement la personne sélectionnée</translation>
    </message>
    <message>
        <source>Only person %1</source>
        <translation>Seulement la personne %1</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Seulement la plage marquée</translation>
    </message>
    <message>
        <source>Only frames %1 to %2</source>
        <translation>Seulement les images %1 à %2</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>Aucun filtre</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryModel</name>
    <message>
        <source>Opened</source>
        <translation>Ouvert</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
</context>
<context>
    <name>tw::ui::IdentityBoard</name>
    <message>
        <source>Joining needs at least two fragments: check another one.</source>
        <translation>Il faut au moins deux fragments pour joindre : en cocher un autre.</translation>
    </message>
</context>
<context>
    <name>tw::ui::InspectorPanel</name>
    <message>
        <source>interpolated</source>
        <translation>interpolée</translation>
    </message>
    <message>
        <source>tracker, score %1</source>
        <translation>suivi, score %1</translation>
    </message>
    <message>
        <source>imported, score %1</source>
        <translation>importée, score %1</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>dessinée à la main</translation>
    </message>
    <message>
        <source>Select a person to see the exact numbers.</source>
        <translation>Sélectionner une personne pour voir les valeurs exactes.</translation>
    </message>
    <message>
        <source>Number of the track</source>
        <translation>Numéro de la piste</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>sans nom</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gauche</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Haut</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Hauteur</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Visibilité</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>Image clé</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Occulté</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origine</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2, %n boxes</source>
        <translation>
            <numerusform>%1 à %2, %n boîte</numerusform>
            <numerusform>%1 à %2, %n boîtes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks selected</source>
        <translation>
            <numerusform>%n piste sélectionnée</numerusform>
            <numerusform>%n pistes sélectionnées</numerusform>
        </translation>
    </message>
    <message>
        <source>Class, colour and the keys act on all of them.</source>
        <translation>La classe, la couleur et les touches agissent sur toutes.</translation>
    </message>
    <message>
        <source>Box in frame %1</source>
        <translation>Boîte dans l’image %1</translation>
    </message>
    <message>
        <source>Not in frame %1</source>
        <translation>Absente de l’image %1</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Nouvelle classe…</translation>
    </message>
</context>
<context>
    <name>tw::ui::JobsPanel</name>
    <message>
        <source>Tracking</source>
        <translation>Suivi</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Suspendre ou reprendre</translation>
    </message>
    <message>
        <source>No job is running. Track finds the people in the video.</source>
        <translation>Aucune tâche en cours. Suivre trouve les personnes dans la vidéo.</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Vider la liste</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
</context>
<context>
    <name>tw::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Rechercher des touches</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Modifier les touches…</translation>
    </message>
    <message>
        <source>Select a person</source>
        <translation>Sélectionner une personne</translation>
    </message>
    <message>
        <source>click</source>
        <translation>clic</translation>
    </message>
    <message>
        <source>Select one more</source>
        <translation>En sélectionner une de plus</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Ctrl+clic</translation>
    </message>
    <message>
        <source>Select the one beneath</source>
        <translation>Sélectionner celle de dessous</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+clic</translation>
    </message>
    <message>
        <source>Move or resize the selected box</source>
        <translation>Déplacer ou redimensionner la boîte sélectionnée</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>glisser</translation>
    </message>
    <message>
        <source>Draw a new person, or the selected one where they have no box</source>
        <translation>Dessiner une nouvelle personne, ou la sélectionnée là où elle n’a pas de boîte</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Maj+glisser</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Zoomer au pointeur</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>molette</translation>
    </message>
    <message>
        <source>Timeline: mark frames; from bar to bar selects both tracks</source>
        <translation>Chronologie : marquer des images ; d’une barre à l’autre sélectionne les deux pistes</translation>
    </message>
    <message>
        <source>Timeline: trim or extend a track</source>
        <translation>Chronologie : raccourcir ou prolonger une piste</translation>
    </message>
    <message>
        <source>drag its end</source>
        <translation>glisser son extrémité</translation>
    </message>
    <message>
        <source>Timeline: join two tracks and fill the gap</source>
        <translation>Chronologie : joindre deux pistes et combler la lacune</translation>
    </message>
    <message>
        <source>drop an end on a bar</source>
        <translation>déposer une extrémité sur une barre</translation>
    </message>
    <message>
        <source>Timeline: scroll the lanes</source>
        <translation>Chronologie : faire défiler les lignes</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+molette</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Souris</translation>
    </message>
</context>
<context>
    <name>tw::ui::LabelMenu</name>
    <message>
        <source>New class</source>
        <translation>Nouvelle classe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>A name, or a name with its values: carrying: bag, umbrella.
Without values it is yes or no.</source>
        <translation>Un nom, ou un nom avec ses valeurs : porte: sac, parapluie.
Sans valeurs, c’est oui ou non.</translation>
    </message>
    <message>
        <source>New attribute</source>
        <translation>Nouvel attribut</translation>
    </message>
    <message numerus="yes">
        <source>Class of %n tracks</source>
        <translation>
            <numerusform>Classe de %n piste</numerusform>
            <numerusform>Classe de %n pistes</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message>
        <source>Attributes of %1</source>
        <translation>Attributs de %1</translation>
    </message>
    <message>
        <source>Attributes of %1 %2</source>
        <translation>Attributs de %1 %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::MainWindow</name>
    <message>
        <source>Locate the video…</source>
        <translation>Localiser la vidéo…</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Chronologie</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Ouverture de %1</translation>
    </message>
    <message>
        <source>Frame %1 cannot be read. %2</source>
        <translation>L’image %1 est illisible. %2</translation>
    </message>
    <message>
        <source>The video is missing: %1
Tracks can be viewed and edited without it.</source>
        <translation>La vidéo manque : %1
Les pistes restent consultables et modifiables sans elle.</translation>
    </message>
    <message>
        <source>No tracks yet.

Track finds the people; N draws one by hand.</source>
        <translation>Pas encore de piste.

Suivre trouve les personnes ; N en dessine une à la main.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n à vérifier</numerusform>
            <numerusform>%n à vérifier</numerusform>
        </translation>
    </message>
    <message>
        <source>Tracks appear here.</source>
        <translation>Les pistes apparaissent ici.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>The last edits are not on disk: %1
They are lost when the window closes. File, Save project as keeps them.</source>
        <translation>Les dernières modifications ne sont pas sur le disque : %1
Elles seront perdues à la fermeture. Fichier, Enregistrer le projet sous les conserve.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Fermer sans enregistrer</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>Supprimer les aperçus</translation>
    </message>
    <message numerus="yes">
        <source>Previews of %n videos deleted, %1 MB</source>
        <translation>
            <numerusform>Aperçus de %n vidéo supprimés, %1 Mo</numerusform>
            <numerusform>Aperçus de %n vidéos supprimés, %1 Mo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::MinimapBar</name>
    <message>
        <source>The whole video</source>
        <translation>Toute la vidéo</translation>
    </message>
</context>
<context>
    <name>tw::ui::NotesPanel</name>
    <message>
        <source>New note</source>
        <translation>Nouvelle note</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Notes and bookmarks of this video are listed here.</source>
        <translation>Les notes et signets de cette vidéo sont listés ici.</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Signet</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 a été supprimé.</translation>
    </message>
    <message>
        <source>Note on frame %1</source>
        <translation>Note sur l’image %1</translation>
    </message>
    <message>
        <source>Note on %1 in frame %2</source>
        <translation>Note sur %1 dans l’image %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::PersonGrid</name>
    <message>
        <source>Tracks that may not be people</source>
        <translation>Pistes qui ne sont peut-être pas des personnes</translation>
    </message>
    <message>
        <source>not a person</source>
        <translation>pas une personne</translation>
    </message>
    <message>
        <source>person</source>
        <comment>annotation</comment>
        <translation>personne</translation>
    </message>
</context>
<context>
    <name>tw::ui::PictureBoard</name>
    <message>
        <source>Pictures of the people in question</source>
        <translation>Images des personnes concernées</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>illisible</translation>
    </message>
</context>
<context>
    <name>tw::ui::PlaceMap</name>
    <message>
        <source>Where in the image it is</source>
        <translation>Où c’est dans l’image</translation>
    </message>
</context>
<context>
    <name>tw::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>Length of trails</source>
        <translation>Longueur des traînées</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> images</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>Motifs de trait en plus des couleurs</translation>
    </message>
    <message>
        <source>Helps when colours are hard to tell apart</source>
        <translation>Aide quand les couleurs se distinguent mal</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Traînées</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>Touches comme dans</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Actions et leurs touches</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>New key of the chosen action</source>
        <translation>Nouvelle touche de l’action choisie</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Par défaut</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Nouvelle touche</translation>
    </message>
    <message>
        <source>%1 was taken from: %2</source>
        <translation>%1 a été retirée de : %2</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Acts at the next start of Trackwright.</source>
        <translation>Prend effet au prochain démarrage de Trackwright.</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Vidéos</translation>
    </message>
    <message>
        <source>Disk space for previews</source>
        <translation>Espace disque pour les aperçus</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> Gio</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>Supprimer les aperçus</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Aperçus</translation>
    </message>
    <message>
        <source>Previews are small pictures of long videos. They are written in the background, so that dragging through a video shows each frame at once. They are kept in a cache folder; when the limit is reached, those opened longest ago are deleted first.</source>
        <translation>Les aperçus sont de petites images des longues vidéos. Ils sont écrits en arrière-plan, afin qu’en glissant dans une vidéo chaque image s’affiche aussitôt. Ils sont conservés dans un dossier de cache ; lorsque la limite est atteinte, ceux dont l’ouverture est la plus ancienne sont supprimés d’abord.</translation>
    </message>
</context>
<context>
    <name>tw::ui::QueueStrip</name>
    <message>
        <source>Findings answered last, this one, and the next three</source>
        <translation>Derniers constats traités, celui-ci et les trois suivants</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidChip</name>
    <message>
        <source>%1: person %2, similarity %3, %4</source>
        <translation>%1 : personne %2, ressemblance %3, %4</translation>
    </message>
    <message>
        <source>Person %1, similarity %2, is another person in this frame</source>
        <translation>Personne %1, ressemblance %2, est une autre personne dans cette image</translation>
    </message>
    <message>
        <source>%1 is another person in this frame. X swaps the two.</source>
        <translation>%1 est une autre personne dans cette image. X échange les deux.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidController</name>
    <message>
        <source>Appearance is not known here yet: track the video, then ask again.</source>
        <translation>L’apparence n’est pas encore connue ici : suivez d’abord la vidéo, puis redemandez.</translation>
    </message>
    <message>
        <source>%1 is %2: joined</source>
        <translation>%1 est %2 : joints</translation>
    </message>
    <message>
        <source>%1 is %2 %3</source>
        <translation>%1 est %2 %3</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>%1 et %2 échangés %3</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>Boîte de %1 dans l’image %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidPanel</name>
    <message>
        <source>Who is this?</source>
        <translation>Qui est-ce ?</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Portée</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nouvelle personne</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The person asked about</source>
        <translation>La personne en question</translation>
    </message>
    <message>
        <source>also here</source>
        <translation>ici aussi</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>il y a %1 s</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>dans %1 s</translation>
    </message>
    <message>
        <source>%1 %2 becomes the person you choose</source>
        <translation>%1 %2 devient la personne choisie</translation>
    </message>
    <message>
        <source>a box without a track, score %1; in frame %2</source>
        <translation>une boîte sans piste, score %1 ; dans l’image %2</translation>
    </message>
    <message>
        <source>no detection here; the nearest one, in frame %1</source>
        <translation>aucune détection ici ; la plus proche, dans l’image %1</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>to itself</source>
        <translation>à elle-même</translation>
    </message>
    <message>
        <source>No other track has a known appearance to compare with.</source>
        <translation>Aucune autre piste n’a d’apparence connue à comparer.</translation>
    </message>
    <message>
        <source>All known people are elsewhere in this frame.</source>
        <translation>Toutes les personnes connues sont ailleurs dans cette image.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidTools</name>
    <message>
        <source>No ghost in this frame. Shift+Down shows weaker ones.</source>
        <translation>Aucun fantôme dans cette image. Maj+Bas en montre de plus faibles.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkController</name>
    <message>
        <source>Nothing else follows from this fix. Enter accepts it.</source>
        <translation>Rien d’autre ne découle de cette correction. Entrée l’accepte.</translation>
    </message>
    <message>
        <source>Verdicts are applied when tracking ends.</source>
        <translation>Les verdicts s’appliquent à la fin du suivi.</translation>
    </message>
    <message>
        <source>Nothing changes: all verdicts are applied.</source>
        <translation>Rien ne change : tous les verdicts sont appliqués.</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: try again.</source>
        <translation>Les pistes ont été modifiées entre-temps : réessayer.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkView</name>
    <message>
        <source>Boxes that would get another number</source>
        <translation>Boîtes qui changeraient de numéro</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Laisser tel quel</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n boîte</numerusform>
            <numerusform>%n boîtes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n swaps</source>
        <translation>
            <numerusform>%n échange</numerusform>
            <numerusform>%n échanges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joins</source>
        <translation>
            <numerusform>%n jonction</numerusform>
            <numerusform>%n jonctions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n splits</source>
        <translation>
            <numerusform>%n scission</numerusform>
            <numerusform>%n scissions</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 change, %2.</source>
        <translation>%1 changent, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes get another number</source>
        <translation>
            <numerusform>%n boîte change de numéro</numerusform>
            <numerusform>%n boîtes changent de numéro</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last fix resolves %n more findings.</source>
        <translation>
            <numerusform>La dernière correction résout %n autre constat.</numerusform>
            <numerusform>La dernière correction résout %n autres constats.</numerusform>
        </translation>
    </message>
    <message>
        <source>Applying verdicts…</source>
        <translation>Application des verdicts…</translation>
    </message>
    <message numerus="yes">
        <source>The fix, and %n more findings resolved</source>
        <translation>
            <numerusform>La correction, et %n autre constat résolu</numerusform>
            <numerusform>La correction, et %n autres constats résolus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resolves %n findings</source>
        <translation>
            <numerusform>Résout %n constat</numerusform>
            <numerusform>Résout %n constats</numerusform>
        </translation>
    </message>
    <message>
        <source>Applies verdicts</source>
        <translation>Applique les verdicts</translation>
    </message>
    <message>
        <source>%1 → %2   frames %3 to %4, %5</source>
        <translation>%1 → %2   images %3 à %4, %5</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewController</name>
    <message>
        <source>Looking for findings…</source>
        <translation>Recherche de constats…</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n à vérifier</numerusform>
            <numerusform>%n à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks that are not people</source>
        <translation>
            <numerusform>%n piste qui n’est pas une personne supprimée</numerusform>
            <numerusform>%n pistes qui ne sont pas des personnes supprimées</numerusform>
        </translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>Les images ne sont pas encore toutes là.</translation>
    </message>
    <message>
        <source>No verdict to take back. Accepted fixes are edits: undo takes them back.</source>
        <translation>Aucun verdict à retirer. Les corrections acceptées sont des modifications : Annuler les retire.</translation>
    </message>
    <message>
        <source>Still looking for findings.</source>
        <translation>Recherche de constats en cours.</translation>
    </message>
    <message>
        <source>No finding is left.</source>
        <translation>Il ne reste aucun constat.</translation>
    </message>
    <message>
        <source>Kept all of them</source>
        <translation>Toutes gardées</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: accept again.</source>
        <translation>Les pistes ont été modifiées entre-temps : accepter de nouveau.</translation>
    </message>
    <message>
        <source>Kept %1: no detection beyond its end</source>
        <translation>%1 gardé : aucune détection au-delà de sa fin</translation>
    </message>
    <message>
        <source>Kept as it is: %1</source>
        <translation>Gardé tel quel : %1</translation>
    </message>
    <message>
        <source>Verdicts within 0.3 s of the pictures do not count.</source>
        <translation>Les verdicts rendus moins de 0,3 s après les images ne comptent pas.</translation>
    </message>
    <message>
        <source>Put off, because it was not seen: %1</source>
        <translation>Remis à plus tard, car non vu : %1</translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept, %3 put off; the rest is ranked again.</source>
        <translation>%1 corrigés, %2 gardés, %3 remis à plus tard ; le reste est reclassé.</translation>
    </message>
    <message numerus="yes">
        <source>The %n unlikely findings: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n constat improbable : environ une erreur sur %1 examens.</numerusform>
            <numerusform>%n constats improbables : environ une erreur sur %1 examens.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 sur %2, %3</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewPanel</name>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>Rien ne semble suspect.</translation>
    </message>
    <message>
        <source>About %1 ± %2 identity errors are left among them.</source>
        <translation>Il y reste environ %1 ± %2 erreurs d’identité.</translation>
    </message>
    <message>
        <source>Share of findings with a verdict</source>
        <translation>Part des constats avec verdict</translation>
    </message>
    <message>
        <source>Findings, the most useful first</source>
        <translation>Constats, les plus utiles d’abord</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Another fix: swap %1, join %2, split %3, delete %4. The arrow keys move the cut. %5 shows what else the fix resolves. %6 opens the review mode with large pictures.</source>
        <translation>Autre correction : échanger %1, joindre %2, scinder %3, supprimer %4. Les flèches déplacent la coupe. %5 montre ce que la correction résout d’autre. %6 ouvre le mode révision avec de grandes images.</translation>
    </message>
    <message>
        <source>Likely errors appear here when there are tracks.</source>
        <translation>Les erreurs probables apparaissent ici dès qu’il y a des pistes.</translation>
    </message>
    <message>
        <source>Likely errors are looked for when tracking ends.</source>
        <translation>Les erreurs probables sont recherchées à la fin du suivi.</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Recherche de constats…</translation>
    </message>
    <message>
        <source>Every finding is answered.</source>
        <translation>Chaque constat a sa réponse.</translation>
    </message>
    <message>
        <source>Hide the unlikely ones</source>
        <translation>Masquer les improbables</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely</source>
        <translation>
            <numerusform>Afficher %n improbable</numerusform>
            <numerusform>Afficher %n improbables</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 worth checking, %2 done</source>
        <translation>%1 à vérifier, %2 faits</translation>
    </message>
    <message>
        <source>Show the unlikely findings</source>
        <translation>Afficher les constats improbables</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely or put off</source>
        <translation>
            <numerusform>Afficher %n improbable ou remis à plus tard</numerusform>
            <numerusform>Afficher %n improbables ou remis à plus tard</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewStage</name>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Accepter</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>Pas une personne</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Joindre</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Scinder</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Éditeur</translation>
    </message>
    <message>
        <source>Which of these are not people?</source>
        <translation>Lesquelles ne sont pas des personnes ?</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>Lecture des images…</translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>Les images ne sont pas encore toutes là.</translation>
    </message>
    <message>
        <source>Swap with…</source>
        <translation>Échanger avec…</translation>
    </message>
    <message>
        <source>Cross them out with a click or 0. What is left stays.</source>
        <translation>Barrez-les d’un clic ou avec 0. Le reste demeure.</translation>
    </message>
    <message>
        <source>All are people</source>
        <translation>Tous sont des personnes</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n tracks</source>
        <translation>
            <numerusform>Supprimer %n piste</numerusform>
            <numerusform>Supprimer %n pistes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::RunCard</name>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
</context>
<context>
    <name>tw::ui::ScoresModel</name>
    <message>
        <source>better than the other</source>
        <translation>meilleur que l’autre</translation>
    </message>
    <message>
        <source>worse than the other</source>
        <translation>moins bon que l’autre</translation>
    </message>
    <message>
        <source>%1 (less is better)</source>
        <translation>%1 (moins, c’est mieux)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Écart</translation>
    </message>
</context>
<context>
    <name>tw::ui::Session</name>
    <message>
        <source>Open %1</source>
        <translation>Ouvrir %1</translation>
    </message>
    <message>
        <source>Finish %1</source>
        <translation>Terminer %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::SimilarityController</name>
    <message>
        <source>Looks like %1</source>
        <translation>Ressemble à %1</translation>
    </message>
    <message>
        <source>Looks like %1 here</source>
        <translation>Ressemble ici à %1</translation>
    </message>
    <message>
        <source>There is no similarity map before the video is tracked.</source>
        <translation>Pas de carte de similarité avant le suivi de la vidéo.</translation>
    </message>
</context>
<context>
    <name>tw::ui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Récents</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Projets récents</translation>
    </message>
    <message>
        <source>1  Track</source>
        <translation>1  Suivre</translation>
    </message>
    <message>
        <source>Finds the people in the video and numbers them.</source>
        <translation>Trouve les personnes dans la vidéo et les numérote.</translation>
    </message>
    <message>
        <source>2  Review</source>
        <translation>2  Réviser</translation>
    </message>
    <message>
        <source>Shows the likely errors; one key corrects each.</source>
        <translation>Montre les erreurs probables ; une touche corrige chacune.</translation>
    </message>
    <message>
        <source>3  Export</source>
        <translation>3  Exporter</translation>
    </message>
    <message>
        <source>Writes MOTChallenge ground truth and checks it.</source>
        <translation>Écrit la vérité terrain MOTChallenge et la contrôle.</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>Ouvrir une vidéo…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>Ouvrir un dossier d’images…</translation>
    </message>
    <message>
        <source>Try it with a drawn clip</source>
        <translation>Essayer avec un clip dessiné</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Ouverture de %1</translation>
    </message>
    <message>
        <source>Drop a video here</source>
        <translation>Déposer une vidéo ici</translation>
    </message>
    <message>
        <source>Reading its frame index</source>
        <translation>Lecture de l’index des images</translation>
    </message>
    <message>
        <source>a project, a folder of images or a MOTChallenge sequence works too</source>
        <translation>ou un projet, un dossier d’images, une séquence MOTChallenge</translation>
    </message>
</context>
<context>
    <name>tw::ui::StatusStrip</name>
    <message>
        <source>Tracking %1 % · starting</source>
        <translation>Suivi %1 % · démarrage</translation>
    </message>
    <message>
        <source>Tracking %1 % · %2 frames/s</source>
        <translation>Suivi %1 % · %2 images/s</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · reste %1</translation>
    </message>
    <message>
        <source>Tracking paused at frame %1</source>
        <translation>Suivi suspendu à l’image %1</translation>
    </message>
    <message>
        <source>Tracked %1 frames</source>
        <translation>%1 images suivies</translation>
    </message>
    <message>
        <source>Tracking stopped at frame %1 of %2</source>
        <translation>Suivi arrêté à l’image %1 sur %2</translation>
    </message>
    <message>
        <source>Tracking failed: %1</source>
        <translation>Échec du suivi : %1</translation>
    </message>
    <message>
        <source>Progress of tracking</source>
        <translation>Progression du suivi</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Enregistrer ailleurs…</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Non enregistré : %1</translation>
    </message>
    <message>
        <source>no changes yet</source>
        <translation>aucune modification</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>enregistrement…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>enregistré</translation>
    </message>
    <message numerus="yes">
        <source>saved %n s ago</source>
        <translation>
            <numerusform>enregistré il y a %n s</numerusform>
            <numerusform>enregistré il y a %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved %n min ago</source>
        <translation>
            <numerusform>enregistré il y a %n min</numerusform>
            <numerusform>enregistré il y a %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Associating the whole video</source>
        <translation>Association sur toute la vidéo</translation>
    </message>
</context>
<context>
    <name>tw::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Chronologie</translation>
    </message>
    <message>
        <source>Tracks over time. Arrow keys step, Home and End go to the ends of the selected track.</source>
        <translation>Pistes au fil du temps. Les flèches avancent image par image, Début et Fin vont aux extrémités de la piste sélectionnée.</translation>
    </message>
    <message>
        <source>%1 Frame %2, %3 %. Click to look at it.</source>
        <translation>%1 Image %2, %3 %. Cliquer pour voir.</translation>
    </message>
</context>
<context>
    <name>tw::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Annuler la dernière modification</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Fermer le message</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackActions</name>
    <message>
        <source>Measuring failed. %1</source>
        <translation>Échec de la mesure. %1</translation>
    </message>
    <message>
        <source>Colours and camera motion are measured.</source>
        <translation>Les couleurs et le mouvement de la caméra sont mesurés.</translation>
    </message>
    <message>
        <source>Tracking failed. %1</source>
        <translation>Échec du suivi. %1</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Suspendre le suivi</translation>
    </message>
    <message>
        <source>Resume tracking</source>
        <translation>Reprendre le suivi</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>Suivre les personnes</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>Tracking options: %1</source>
        <translation>Options de suivi : %1</translation>
    </message>
    <message>
        <source>There are %1 tracks with %2 boxes already.</source>
        <translation>Il y a déjà %1 pistes avec %2 boîtes.</translation>
    </message>
    <message>
        <source>Keep what was edited: %1 edited tracks stay as they are, %2 deleted ones stay away, %3 others are replaced.</source>
        <translation>Garder ce qui a été modifié : %1 pistes modifiées restent, %2 supprimées restent absentes, %3 autres sont remplacées.</translation>
    </message>
    <message>
        <source>Keep What Was Edited</source>
        <translation>Garder ce qui a été modifié</translation>
    </message>
    <message>
        <source>Only untracked frames: %1 frames without tracks; everything else stays.</source>
        <translation>Images sans suivi seulement : %1 images sans piste ; tout le reste demeure.</translation>
    </message>
    <message>
        <source>Only Untracked Frames</source>
        <translation>Images sans suivi seulement</translation>
    </message>
    <message>
        <source>A second set: nothing is changed, new tracks enter beside the others.</source>
        <translation>Second jeu : rien ne change, les nouvelles pistes s’ajoutent à côté des autres.</translation>
    </message>
    <message>
        <source>Undo takes the run back.</source>
        <translation>Annuler reprend l’exécution.</translation>
    </message>
    <message>
        <source>A Second Set to Compare</source>
        <translation>Second jeu à comparer</translation>
    </message>
    <message>
        <source>Track again</source>
        <translation>Suivre de nouveau</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackImport</name>
    <message>
        <source>Import %1</source>
        <translation>Importer %1</translation>
    </message>
    <message>
        <source>%1 cannot be imported. %2</source>
        <translation>Impossible d’importer %1. %2</translation>
    </message>
    <message>
        <source>%1 holds no tracks.</source>
        <translation>%1 ne contient aucune piste.</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import de %1</translation>
    </message>
    <message>
        <source>%1 holds tracks of several videos. Which one is open here?</source>
        <translation>%1 contient des pistes de plusieurs vidéos. Laquelle est ouverte ici ?</translation>
    </message>
    <message>
        <source>Scale boxes and convert times</source>
        <translation>Mettre à l’échelle et convertir les temps</translation>
    </message>
    <message>
        <source>Scale boxes</source>
        <translation>Mettre les boîtes à l’échelle</translation>
    </message>
    <message>
        <source>Convert times</source>
        <translation>Convertir les temps</translation>
    </message>
    <message>
        <source>Take as they are</source>
        <translation>Reprendre tel quel</translation>
    </message>
    <message>
        <source>%1 was made for another video:
%2.</source>
        <translation>%1 a été fait pour une autre vidéo :
%2.</translation>
    </message>
    <message>
        <source>Imported %1 tracks with %2 boxes from %3</source>
        <translation>%1 pistes et %2 boîtes importées de %3</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>ligne %1 : %2</translation>
    </message>
    <message numerus="yes">
        <source>%n lines were not taken as they are:</source>
        <translation>
            <numerusform>%n ligne n’a pas été reprise telle quelle :</numerusform>
            <numerusform>%n lignes n’ont pas été reprises telles quelles :</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks of %1 have numbers that tracks here have already: %2.</source>
        <translation>
            <numerusform>%n piste de %1 a un numéro déjà pris ici : %2.</numerusform>
            <numerusform>%n pistes de %1 ont des numéros déjà pris ici : %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>New numbers: the tracks of the file get free ones, nothing here changes.</source>
        <translation>Nouveaux numéros : les pistes du fichier en reçoivent des libres, rien ne change ici.</translation>
    </message>
    <message>
        <source>Replace: the tracks here with these numbers give way. Undo brings them back.</source>
        <translation>Remplacer : les pistes d’ici portant ces numéros disparaissent. Annuler les rétablit.</translation>
    </message>
    <message>
        <source>Ground truth: the file is only compared with, in the Evaluation panel.</source>
        <translation>Vérité terrain : le fichier sert seulement à comparer, dans le panneau Évaluation.</translation>
    </message>
    <message>
        <source>Give New Numbers</source>
        <translation>Donner de nouveaux numéros</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Use as Ground Truth</source>
        <translation>Utiliser comme vérité terrain</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackListModel</name>
    <message>
        <source>hidden</source>
        <translation>masquée</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>affichée</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillée</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>non verrouillée</translation>
    </message>
    <message>
        <source>Shown or hidden</source>
        <translation>Affichée ou masquée</translation>
    </message>
    <message>
        <source>Locked against edits</source>
        <translation>Verrouillée contre les modifications</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boîtes</translation>
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
        <translation>Options de suivi</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>Taille d’entrée du réseau</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Hauteur</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Minimum score of a person</source>
        <translation>Score minimal d’une personne</translation>
    </message>
    <message>
        <source>Detections below this score become ghosts: shown, not tracked</source>
        <translation>Sous ce score, les détections deviennent des fantômes : montrées, non suivies</translation>
    </message>
    <message>
        <source>Run the network on every n-th frame</source>
        <translation>Réseau sur une image sur n</translation>
    </message>
    <message>
        <source>Boxes of the frames between are interpolated</source>
        <translation>Les boîtes des images intermédiaires sont interpolées</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Seulement la plage marquée</translation>
    </message>
    <message>
        <source>Only the marked range, frames %1 to %2</source>
        <translation>Seulement la plage marquée, images %1 à %2</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Seuil</translation>
    </message>
    <message>
        <source>Every n-th frame</source>
        <translation>Une image sur n</translation>
    </message>
    <message>
        <source>Track now</source>
        <translation>Suivre maintenant</translation>
    </message>
    <message>
        <source>Save options</source>
        <translation>Enregistrer les options</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>Fichier de poids…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>Poids (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Approfondi</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Soigné</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rapide</translation>
    </message>
    <message>
        <source>Careful finds more small people than Fast and needs about three times as long. Thorough also looks in the mirror: fewer false people and switches, twice as long again.</source>
        <translation>Soigné trouve davantage de petites personnes que Rapide et prend environ trois fois plus de temps. Approfondi regarde aussi l’image en miroir : moins de fausses personnes et d’échanges, deux fois plus de temps encore.</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Personnalisée</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>Suivi</translation>
    </message>
    <message>
        <source>Whole video (offline)</source>
        <translation>Toute la vidéo (hors ligne)</translation>
    </message>
    <message>
        <source>Frame by frame (FairMOT)</source>
        <translation>Image par image (FairMOT)</translation>
    </message>
    <message>
        <source>With the whole video in view, the tracks are solved again when the last frame is there;
boxes you touched stay, and one Undo brings the other tracks back</source>
        <translation>Avec toute la vidéo, les pistes sont résolues de nouveau une fois la dernière image atteinte ;
les boîtes que vous avez touchées restent, et un seul Annuler ramène les autres pistes</translation>
    </message>
    <message>
        <source>%1 · %2 frames/s</source>
        <translation>%1 · %2 images/s</translation>
    </message>
    <message>
        <source>Frames per second: of the network alone, measured on this machine when these options open</source>
        <translation>Images par seconde : le réseau seul, mesuré sur cette machine à l’ouverture de ces options</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n threads</source>
        <translation>
            <numerusform>%1, %n fil d’exécution</numerusform>
            <numerusform>%1, %n fils d’exécution</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackThumbnails</name>
    <message>
        <source>frames %1 to %2</source>
        <translation>images %1 à %2</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n boîte</numerusform>
            <numerusform>%n boîtes</numerusform>
        </translation>
    </message>
    <message>
        <source>mean score %1</source>
        <translation>score moyen %1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillée</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masquée</translation>
    </message>
</context>
<context>
    <name>tw::ui::TracksPanel</name>
    <message>
        <source>Filter tracks</source>
        <translation>Filtrer les pistes</translation>
    </message>
    <message>
        <source>Filter: 12, name, len&lt;20, score&lt;0.4</source>
        <translation>Filtre : 12, nom, len&lt;20, score&lt;0.4</translation>
    </message>
    <message>
        <source>Words that must all hold: a number, a part of a name, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</source>
        <translation>Critères à remplir tous : un numéro, une partie d’un nom, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Pistes</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tracks</source>
        <translation>
            <numerusform>%1 sur %n piste</numerusform>
            <numerusform>%1 sur %n pistes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainDialog</name>
    <message>
        <source>Train a model</source>
        <translation>Entraîner un modèle</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Lancer l’entraînement</translation>
    </message>
    <message>
        <source>Resume the last one</source>
        <translation>Reprendre le dernier</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Ce projet</translation>
    </message>
    <message>
        <source>Which boxes of the project</source>
        <translation>Quelles boîtes du projet</translation>
    </message>
    <message>
        <source>what is verified</source>
        <translation>ce qui est vérifié</translation>
    </message>
    <message>
        <source>every box</source>
        <translation>toutes les boîtes</translation>
    </message>
    <message>
        <source>%1 marks everyone in the frame or the marked range as verified.
Every box: unchecked tracker output too, errors included.</source>
        <translation>%1 marque comme vérifiés tous ceux de l’image ou de la plage marquée.
Toutes les boîtes : aussi le résultat non contrôlé du suivi, erreurs comprises.</translation>
    </message>
    <message>
        <source>Training folders</source>
        <translation>Dossiers d’entraînement</translation>
    </message>
    <message>
        <source>Sequences in MOTChallenge layout, or folders of them</source>
        <translation>Séquences au format MOTChallenge, ou dossiers qui en contiennent</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Ajouter…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>Entraîner sur</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partir de</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Fine-tune: adapt a finished model to this kind of video</source>
        <translation>Affinage : adapter un modèle existant à ce type de vidéo</translation>
    </message>
    <message>
        <source>Full: train on a large data set</source>
        <translation>Complet : entraîner sur un grand jeu de données</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Minutes or epochs</source>
        <translation>Minutes ou époques</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutes</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>époques</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>Taille d’entrée du réseau</translation>
    </message>
    <message>
        <source>The recipe&apos;s</source>
        <translation>Celle de la recette</translation>
    </message>
    <message>
        <source>Images in a batch</source>
        <translation>Images par lot</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>Dossier d’exécution</translation>
    </message>
    <message>
        <source>Weights, log, curves and sample images go here</source>
        <translation>Poids, journal, courbes et exemples d’images y sont placés</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>weights of the last training</source>
        <translation>poids du dernier entraînement</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>poids aléatoires</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>Fichier de poids…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>Poids (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Folder of sequences</source>
        <translation>Dossier de séquences</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Aucun projet n’est ouvert.</translation>
    </message>
    <message>
        <source>%1 frames, %2 boxes, %3 people. The last fifth of the verified frames is held out for validation.</source>
        <translation>%1 images, %2 boîtes, %3 personnes. Le dernier cinquième des images vérifiées est réservé à la validation.</translation>
    </message>
    <message>
        <source>Nothing is verified yet. Check frames and press %1, or use every box.</source>
        <translation>Rien n’est encore vérifié. Contrôler des images et appuyer sur %1, ou utiliser toutes les boîtes.</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Progression de l’entraînement</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Detection AP at IoU 0.5</source>
        <translation>AP de détection à IoU 0,5</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Another training…</source>
        <translation>Autre entraînement…</translation>
    </message>
    <message>
        <source>Use this model now</source>
        <translation>Utiliser ce modèle</translation>
    </message>
    <message>
        <source>Track people takes these weights from now on</source>
        <translation>Suivre les personnes utilise désormais ces poids</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Preparing: reading images, evaluating the initial model</source>
        <translation>Préparation : lecture des images, évaluation du modèle initial</translation>
    </message>
    <message>
        <source>Training, %1 % done</source>
        <translation>Entraînement, %1 % faits</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, reste %2</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>Suspendu à %1 %</translation>
    </message>
    <message>
        <source>Stopping: the state is being saved</source>
        <translation>Arrêt : enregistrement de l’état</translation>
    </message>
    <message>
        <source>Stopped at %1 %</source>
        <translation>Arrêté à %1 %</translation>
    </message>
    <message>
        <source>Done after %1</source>
        <translation>Terminé après %1</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>L’entraînement a échoué</translation>
    </message>
    <message>
        <source>step %1, epoch %2</source>
        <translation>pas %1, époque %2</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 images/s</translation>
    </message>
    <message>
        <source>best AP %1 %</source>
        <translation>meilleure AP %1 %</translation>
    </message>
    <message>
        <source>before %1 %</source>
        <translation>avant %1 %</translation>
    </message>
    <message>
        <source>The first steps are running</source>
        <translation>Les premiers pas sont en cours</translation>
    </message>
    <message>
        <source>No training step was run</source>
        <translation>Aucun pas d’entraînement effectué</translation>
    </message>
    <message>
        <source>Measured every few minutes</source>
        <translation>Mesuré toutes les quelques minutes</translation>
    </message>
    <message>
        <source>No validation data</source>
        <translation>Pas de données de validation</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>Identity from</source>
        <translation>Identité à partir de</translation>
    </message>
    <message>
        <source>The centre of a person (the paper&apos;s)</source>
        <translation>Le centre de la personne (comme dans l’article)</translation>
    </message>
    <message>
        <source>All cells near the centre (POS-Anchor)</source>
        <translation>Toutes les cellules proches du centre (POS-Anchor)</translation>
    </message>
    <message>
        <source>Balance of the losses</source>
        <translation>Équilibre des pertes</translation>
    </message>
    <message>
        <source>Uncertainty, by task (the paper&apos;s)</source>
        <translation>Incertitude par tâche (comme dans l’article)</translation>
    </message>
    <message>
        <source>Uncertainty, by branch</source>
        <translation>Incertitude par branche</translation>
    </message>
    <message>
        <source>Fixed weights</source>
        <translation>Poids fixes</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Vecteur d’identité</translation>
    </message>
    <message>
        <source>The network&apos;s</source>
        <translation>Celui du réseau</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 nombres</translation>
    </message>
    <message>
        <source>Another size than that of the weights begins with random numbers for identities</source>
        <translation>Une autre taille que celle des poids commence par des nombres aléatoires pour les identités</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingActions</name>
    <message>
        <source>Track people uses %1 from now on.</source>
        <translation>Suivre les personnes utilise désormais %1.</translation>
    </message>
    <message>
        <source>The training is done: AP %1 %. Track, Train a model offers to use it.</source>
        <translation>Entraînement terminé : AP %1 %. Suivi, Entraîner un modèle permet de l’utiliser.</translation>
    </message>
    <message>
        <source>The training is done. Track, Train a model offers to use it.</source>
        <translation>Entraînement terminé. Suivi, Entraîner un modèle permet de l’utiliser.</translation>
    </message>
    <message>
        <source>The training failed. %1</source>
        <translation>L’entraînement a échoué. %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingRun</name>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>The end of the training could not be written to %1.</source>
        <translation>La fin de l’entraînement n’a pas pu être écrite dans %1.</translation>
    </message>
</context>
<context>
    <name>tw::ui::TransportBar</name>
    <message>
        <source>Frame</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Frame, from 1</source>
        <translation>Image, à partir de 1</translation>
    </message>
    <message>
        <source>Zoom of the video</source>
        <translation>Zoom de la vidéo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
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
        <translation>Les détections enregistrées sont associées de nouveau avec d’autres options et comparées aux images que vous avez vérifiées. La moitié de ces images choisit les options, l’autre décide si elles sont meilleures. Le suivi ultérieur de ce projet les utilise ; rien ne change maintenant.</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Régler</translation>
    </message>
    <message>
        <source>Tune tracking</source>
        <translation>Régler le suivi</translation>
    </message>
    <message>
        <source>The project has tuned options already.</source>
        <translation>Le projet a déjà des options réglées.</translation>
    </message>
    <message>
        <source>Use the Usual Options Again</source>
        <translation>Reprendre les options habituelles</translation>
    </message>
    <message>
        <source>Later tracking uses the usual options.</source>
        <translation>Le suivi ultérieur utilise les options habituelles.</translation>
    </message>
    <message>
        <source>Tuning on the verified frames; the list of jobs shows how far it is.</source>
        <translation>Réglage sur les images vérifiées ; la liste des tâches montre l’avancement.</translation>
    </message>
    <message numerus="yes">
        <source>on %n frames held back MOTA %1 to %2, IDF1 %3 to %4</source>
        <translation>
            <numerusform>sur %n image réservée, MOTA %1 à %2, IDF1 %3 à %4</numerusform>
            <numerusform>sur %n images réservées, MOTA %1 à %2, IDF1 %3 à %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %n tries was better than the options in use.</source>
        <translation>
            <numerusform>%n essai : pas mieux que les options actuelles.</numerusform>
            <numerusform>Aucun des %n essais n’est meilleur que les options actuelles.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept, there is no gain: %1.</source>
        <translation>Non conservé, aucun gain : %1.</translation>
    </message>
    <message>
        <source>Tuned: %1. Later tracking of this project uses it.</source>
        <translation>Réglé : %1. Le suivi ultérieur de ce projet l’utilise.</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
    </message>
    <message numerus="yes">
        <source>Frame %1, %n people</source>
        <translation>
            <numerusform>Image %1, %n personne</numerusform>
            <numerusform>Image %1, %n personnes</numerusform>
        </translation>
    </message>
    <message>
        <source>; person %1 is selected</source>
        <translation>; la personne %1 est sélectionnée</translation>
    </message>
    <message>
        <source>still frame %1</source>
        <translation>encore l’image %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoDetails</name>
    <message>
        <source>frame %1</source>
        <translation>image %1</translation>
    </message>
    <message>
        <source>track %1</source>
        <translation>piste %1</translation>
    </message>
    <message>
        <source>resolved by %1</source>
        <translation>résolu par %1</translation>
    </message>
    <message>
        <source>Show resolved comments</source>
        <translation>Afficher les commentaires résolus</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Commentaires</translation>
    </message>
    <message>
        <source>Enter goes to the place of a comment</source>
        <translation>Entrée mène à l’endroit d’un commentaire</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Comment; @name addresses a person</source>
        <translation>Commentaire ; @nom s’adresse à une personne</translation>
    </message>
    <message>
        <source>Resolve comment</source>
        <translation>Résoudre le commentaire</translation>
    </message>
    <message>
        <source>Choose a video of the list.</source>
        <translation>Choisissez une vidéo de la liste.</translation>
    </message>
    <message>
        <source>annotated by %1</source>
        <translation>annoté par %1</translation>
    </message>
    <message>
        <source>a second time by %1</source>
        <translation>une seconde fois par %1</translation>
    </message>
    <message>
        <source>%1, %2: accepted</source>
        <translation>%1, %2 : accepté</translation>
    </message>
    <message>
        <source>%1, %2: sent back. %3</source>
        <translation>%1, %2 : renvoyé. %3</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>À propos de : %1</translation>
    </message>
    <message>
        <source>Reopen comment</source>
        <translation>Rouvrir le commentaire</translation>
    </message>
    <message>
        <source>No comments yet. While the video is open, a comment can refer to a frame and a track.</source>
        <translation>Aucun commentaire. Tant que la vidéo est ouverte, un commentaire peut renvoyer à une image et à une piste.</translation>
    </message>
    <message>
        <source>Every comment is resolved.</source>
        <translation>Tous les commentaires sont résolus.</translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkModes</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n piste</numerusform>
            <numerusform>%n pistes</numerusform>
        </translation>
    </message>
    <message>
        <source> in %1 frames.</source>
        <translation> dans %1 images.</translation>
    </message>
    <message>
        <source>Looking for likely errors…</source>
        <translation>Recherche d’erreurs probables…</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks may not be people.</source>
        <translation>
            <numerusform>%n piste n’est peut-être pas une personne.</numerusform>
            <numerusform>%n pistes ne sont peut-être pas des personnes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings are worth checking.</source>
        <translation>
            <numerusform>%n constat mérite un examen.</numerusform>
            <numerusform>%n constats méritent un examen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>Rien ne semble suspect.</translation>
    </message>
    <message>
        <source>Tracking finished</source>
        <translation>Suivi terminé</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n à vérifier</numerusform>
            <numerusform>%n à vérifier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkflowBar</name>
    <message>
        <source>Track</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Steps of the work</source>
        <translation>Étapes du travail</translation>
    </message>
</context>
</TS>
