<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open video or project…</source>
        <translation>Abrir vídeo o proyecto…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>Abrir carpeta de imágenes…</translation>
    </message>
    <message>
        <source>Import tracks…</source>
        <translation>Importar trayectorias…</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Exportar datos de referencia…</translation>
    </message>
    <message>
        <source>Export data set…</source>
        <translation>Exportar conjunto de datos…</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>Guardar proyecto como…</translation>
    </message>
    <message>
        <source>Locate the video…</source>
        <translation>Localizar el vídeo…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferencias…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Swap identities from here…</source>
        <translation>Intercambiar identidades desde aquí…</translation>
    </message>
    <message>
        <source>Join with the continuation…</source>
        <translation>Unir con la continuación…</translation>
    </message>
    <message>
        <source>Join several by clicking</source>
        <translation>Unir varias haciendo clic</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Dividir aquí</translation>
    </message>
    <message>
        <source>Delete track</source>
        <translation>Eliminar trayectoria</translation>
    </message>
    <message>
        <source>Delete from here on</source>
        <translation>Eliminar desde aquí</translation>
    </message>
    <message>
        <source>Delete this box</source>
        <translation>Eliminar este recuadro</translation>
    </message>
    <message>
        <source>Track ends here</source>
        <translation>La trayectoria termina aquí</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nueva persona</translation>
    </message>
    <message>
        <source>Draw the selected person here</source>
        <translation>Dibujar aquí la persona seleccionada</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>Fotograma clave</translation>
    </message>
    <message>
        <source>Fill or clear gaps</source>
        <translation>Rellenar o vaciar huecos</translation>
    </message>
    <message>
        <source>Fill all gaps</source>
        <translation>Rellenar todos los huecos</translation>
    </message>
    <message>
        <source>Fill gaps in straight lines</source>
        <translation>Rellenar huecos en línea recta</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>¿Quién es?</translation>
    </message>
    <message>
        <source>Next ghost</source>
        <translation>Siguiente fantasma</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Ocluida</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verificada</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>Ocultar trayectoria</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>Mostrar todas las trayectorias</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>Bloquear trayectoria</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renombrar…</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Color…</translation>
    </message>
    <message>
        <source>Select all tracks</source>
        <translation>Seleccionar todas las trayectorias</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Accept without filling the gap</source>
        <translation>Aceptar sin rellenar el hueco</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Nearest person</source>
        <translation>Persona más cercana</translation>
    </message>
    <message>
        <source>Second nearest person</source>
        <translation>Segunda persona más cercana</translation>
    </message>
    <message>
        <source>Third nearest person</source>
        <translation>Tercera persona más cercana</translation>
    </message>
    <message>
        <source>Fourth nearest person</source>
        <translation>Cuarta persona más cercana</translation>
    </message>
    <message>
        <source>Fifth nearest person</source>
        <translation>Quinta persona más cercana</translation>
    </message>
    <message>
        <source>Sixth nearest person</source>
        <translation>Sexta persona más cercana</translation>
    </message>
    <message>
        <source>Seventh nearest person</source>
        <translation>Séptima persona más cercana</translation>
    </message>
    <message>
        <source>Eighth nearest person</source>
        <translation>Octava persona más cercana</translation>
    </message>
    <message>
        <source>Ninth nearest person</source>
        <translation>Novena persona más cercana</translation>
    </message>
    <message>
        <source>Move box left</source>
        <translation>Mover recuadro a la izquierda</translation>
    </message>
    <message>
        <source>Move box right</source>
        <translation>Mover recuadro a la derecha</translation>
    </message>
    <message>
        <source>Move box up</source>
        <translation>Mover recuadro hacia arriba</translation>
    </message>
    <message>
        <source>Move box down</source>
        <translation>Mover recuadro hacia abajo</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Fotograma anterior</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Fotograma siguiente</translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation>10 fotogramas atrás</translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation>10 fotogramas adelante</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>Un segundo atrás</translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation>Un segundo adelante</translation>
    </message>
    <message>
        <source>Start of the track</source>
        <translation>Inicio de la trayectoria</translation>
    </message>
    <message>
        <source>End of the track</source>
        <translation>Fin de la trayectoria</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Primer fotograma</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Último fotograma</translation>
    </message>
    <message>
        <source>Previous keyframe</source>
        <translation>Fotograma clave anterior</translation>
    </message>
    <message>
        <source>Next keyframe</source>
        <translation>Fotograma clave siguiente</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>Trayectoria anterior</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>Trayectoria siguiente</translation>
    </message>
    <message>
        <source>Go to frame…</source>
        <translation>Ir al fotograma…</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>Play backwards, again: faster</source>
        <translation>Reproducir hacia atrás, otra vez: más rápido</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Detener la reproducción</translation>
    </message>
    <message>
        <source>Play forwards, again: faster</source>
        <translation>Reproducir hacia delante, otra vez: más rápido</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>El intervalo empieza aquí</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>El intervalo termina aquí</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>Borrar intervalo</translation>
    </message>
    <message>
        <source>Fit the video</source>
        <translation>Ajustar el vídeo</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Tamaño real</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>Follow the selected person</source>
        <translation>Seguir a la persona seleccionada</translation>
    </message>
    <message>
        <source>Fit the timeline</source>
        <translation>Ajustar la línea de tiempo</translation>
    </message>
    <message>
        <source>Zoom the timeline in</source>
        <translation>Ampliar la línea de tiempo</translation>
    </message>
    <message>
        <source>Zoom the timeline out</source>
        <translation>Reducir la línea de tiempo</translation>
    </message>
    <message>
        <source>Pack the lanes</source>
        <translation>Compactar los carriles</translation>
    </message>
    <message>
        <source>Lanes in appearance colours</source>
        <translation>Carriles con colores de apariencia</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>Identidades</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Estelas</translation>
    </message>
    <message>
        <source>Ghosts: weaker detections</source>
        <translation>Fantasmas: detecciones más débiles</translation>
    </message>
    <message>
        <source>Show weaker ghosts</source>
        <translation>Mostrar fantasmas más débiles</translation>
    </message>
    <message>
        <source>Show only stronger ghosts</source>
        <translation>Mostrar solo fantasmas más fuertes</translation>
    </message>
    <message>
        <source>Similarity map of the selected person</source>
        <translation>Mapa de similitud de la persona seleccionada</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>Patrones de línea además de colores</translation>
    </message>
    <message>
        <source>Video only</source>
        <translation>Solo vídeo</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Trayectorias</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Evaluación</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Línea de tiempo</translation>
    </message>
    <message>
        <source>Show only the selected tracks</source>
        <translation>Mostrar solo las trayectorias seleccionadas</translation>
    </message>
    <message>
        <source>Filter tracks</source>
        <translation>Filtrar trayectorias</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Paleta de comandos…</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Restablecer la disposición</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>Rastrear personas</translation>
    </message>
    <message>
        <source>Tracking options…</source>
        <translation>Opciones de rastreo…</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Pausar o reanudar</translation>
    </message>
    <message>
        <source>Stop tracking</source>
        <translation>Detener el rastreo</translation>
    </message>
    <message>
        <source>Measure colours and camera motion</source>
        <translation>Medir colores y movimiento de la cámara</translation>
    </message>
    <message>
        <source>Train a model…</source>
        <translation>Entrenar un modelo…</translation>
    </message>
    <message>
        <source>Review mode</source>
        <translation>Modo de revisión</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>No es una persona</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Siguiente hallazgo</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Hallazgo anterior</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>Dejar como está</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Take the last verdict back</source>
        <translation>Retirar el último veredicto</translation>
    </message>
    <message>
        <source>Cut one frame earlier</source>
        <translation>Cortar un fotograma antes</translation>
    </message>
    <message>
        <source>Cut one frame later</source>
        <translation>Cortar un fotograma después</translation>
    </message>
    <message>
        <source>Apply verdicts from here…</source>
        <translation>Aplicar veredictos desde aquí…</translation>
    </message>
    <message>
        <source>Apply verdicts to the whole video…</source>
        <translation>Aplicar veredictos a todo el vídeo…</translation>
    </message>
    <message>
        <source>Identity board…</source>
        <translation>Tablero de identidades…</translation>
    </message>
    <message>
        <source>Loop around the finding</source>
        <translation>Bucle alrededor del hallazgo</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>About Trackwright</source>
        <translation>Acerca de Trackwright</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edición</translation>
    </message>
    <message>
        <source>&gt;Choose nearby</source>
        <translation>&gt;Elegir cercana</translation>
    </message>
    <message>
        <source>&gt;Move box</source>
        <translation>&gt;Mover recuadro</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Ir</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Track</source>
        <translation>Ras&amp;treo</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Revisión</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>Next video in the folder</source>
        <translation>Vídeo siguiente de la carpeta</translation>
    </message>
    <message>
        <source>Copy the box to the next frame</source>
        <translation>Copiar el recuadro al fotograma siguiente</translation>
    </message>
    <message>
        <source>Accept without waiting for the pictures</source>
        <translation>Aceptar sin esperar a las imágenes</translation>
    </message>
    <message>
        <source>Put off without waiting for the pictures</source>
        <translation>Aplazar sin esperar a las imágenes</translation>
    </message>
    <message>
        <source>Export video…</source>
        <translation>Exportar vídeo…</translation>
    </message>
    <message>
        <source>Show the collection</source>
        <translation>Mostrar la colección</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Nueva colección…</translation>
    </message>
    <message>
        <source>Add videos…</source>
        <translation>Añadir vídeos…</translation>
    </message>
    <message>
        <source>Open the video</source>
        <translation>Abrir el vídeo</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Vídeo siguiente</translation>
    </message>
    <message>
        <source>Previous video</source>
        <translation>Vídeo anterior</translation>
    </message>
    <message>
        <source>Track all</source>
        <translation>Seguir todos</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Exportar todos…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>Asignar…</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>Accept the work</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>Devolver…</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <source>Second annotation…</source>
        <translation>Segunda anotación…</translation>
    </message>
    <message>
        <source>Agreement…</source>
        <translation>Concordancia…</translation>
    </message>
    <message>
        <source>Find moved files…</source>
        <translation>Buscar archivos movidos…</translation>
    </message>
    <message>
        <source>Close the collection</source>
        <translation>Cerrar la colección</translation>
    </message>
    <message>
        <source>&gt;Collection</source>
        <translation>&gt;Colección</translation>
    </message>
    <message>
        <source>Loop in the range</source>
        <translation>Repetir en el intervalo</translation>
    </message>
    <message>
        <source>Absent here</source>
        <translation>Ausente aquí</translation>
    </message>
    <message>
        <source>Class…</source>
        <translation>Clase…</translation>
    </message>
    <message>
        <source>Attributes…</source>
        <translation>Atributos…</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Clase nueva…</translation>
    </message>
    <message>
        <source>New attribute…</source>
        <translation>Atributo nuevo…</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <source>Set or remove a bookmark</source>
        <translation>Poner o quitar un marcador</translation>
    </message>
    <message>
        <source>Previous note or bookmark</source>
        <translation>Nota o marcador anterior</translation>
    </message>
    <message>
        <source>Next note or bookmark</source>
        <translation>Nota o marcador siguiente</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Tune tracking on what was corrected…</source>
        <translation>Ajustar el seguimiento según lo corregido…</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Trackwright crashed the last time</source>
        <translation>Trackwright se cerró inesperadamente la última vez</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Abrir informe</translation>
    </message>
    <message>
        <source>A report was written to %1. It stays on this machine. Your projects were saved as you worked.</source>
        <translation>Se escribió un informe en %1. Permanece en este equipo. Sus proyectos se guardaron mientras trabajaba.</translation>
    </message>
</context>
<context>
    <name>Association</name>
    <message numerus="yes">
        <source>%n tracks became %1</source>
        <translation>
            <numerusform>%n trayectoria pasó a ser %1</numerusform>
            <numerusform>%n trayectorias pasaron a ser %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not people</source>
        <translation>
            <numerusform>%n no era una persona</numerusform>
            <numerusform>%n no eran personas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were pieces of another</source>
        <translation>
            <numerusform>%n era parte de otra</numerusform>
            <numerusform>%n eran partes de otras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n es nueva</numerusform>
            <numerusform>%n son nuevas</numerusform>
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
        <translation>Peatón</translation>
    </message>
    <message>
        <source>Person on vehicle</source>
        <translation>Persona en vehículo</translation>
    </message>
    <message>
        <source>Car</source>
        <translation>Coche</translation>
    </message>
    <message>
        <source>Bicycle</source>
        <translation>Bicicleta</translation>
    </message>
    <message>
        <source>Motorbike</source>
        <translation>Motocicleta</translation>
    </message>
    <message>
        <source>Vehicle without motor</source>
        <translation>Vehículo sin motor</translation>
    </message>
    <message>
        <source>Static person</source>
        <translation>Persona estática</translation>
    </message>
    <message>
        <source>Distractor</source>
        <translation>Distractor</translation>
    </message>
    <message>
        <source>Occluder</source>
        <translation>Oclusor</translation>
    </message>
    <message>
        <source>Occluder on the ground</source>
        <translation>Oclusor en el suelo</translation>
    </message>
    <message>
        <source>Occluder, full</source>
        <translation>Oclusor completo</translation>
    </message>
    <message>
        <source>Reflection</source>
        <translation>Reflejo</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Multitud</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
</context>
<context>
    <name>EditController</name>
    <message>
        <source>Select a person with a box in this frame first.</source>
        <translation>Seleccione primero una persona con un recuadro en este fotograma.</translation>
    </message>
    <message>
        <source>This is the last frame.</source>
        <translation>Este es el último fotograma.</translation>
    </message>
    <message>
        <source>All marked frames after this one have a box of %1.</source>
        <translation>Todos los fotogramas marcados después de este tienen un recuadro de %1.</translation>
    </message>
    <message>
        <source>Frame %1 has a box of %2 already.</source>
        <translation>El fotograma %1 ya tiene un recuadro de %2.</translation>
    </message>
    <message numerus="yes">
        <source>Copied the box of %1 to %n frames</source>
        <translation>
            <numerusform>Recuadro de %1 copiado a %n fotograma</numerusform>
            <numerusform>Recuadro de %1 copiado a %n fotogramas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>That is not possible here.</source>
        <translation>Eso no es posible aquí.</translation>
    </message>
    <message>
        <source>It was not found.</source>
        <translation>No se encontró.</translation>
    </message>
    <message>
        <source>The data cannot be read.</source>
        <translation>No se pueden leer los datos.</translation>
    </message>
    <message>
        <source>This kind of file is not supported.</source>
        <translation>Este tipo de archivo no es compatible.</translation>
    </message>
    <message>
        <source>The weights do not fit the network.</source>
        <translation>Los pesos no corresponden a la red.</translation>
    </message>
    <message>
        <source>The file was refused because reading it would not be safe.</source>
        <translation>El archivo se rechazó porque leerlo no sería seguro.</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>Falló la lectura o la escritura.</translation>
    </message>
    <message>
        <source>Not available on this machine.</source>
        <translation>No disponible en este equipo.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>No hay memoria suficiente.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenido.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Se produjo un error interno.</translation>
    </message>
    <message>
        <source>This is in use or exists already.</source>
        <translation>Está en uso o ya existe.</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>MOTChallenge ground truth (gt.txt)</source>
        <translation>MOTChallenge, datos de referencia (gt.txt)</translation>
    </message>
    <message>
        <source>MOTChallenge result (TrackEval)</source>
        <translation>MOTChallenge, resultado (TrackEval)</translation>
    </message>
    <message>
        <source>MOTChallenge 2015 ground truth</source>
        <translation>MOTChallenge 2015, datos de referencia</translation>
    </message>
    <message>
        <source>MOTChallenge detections (det.txt)</source>
        <translation>MOTChallenge, detecciones (det.txt)</translation>
    </message>
    <message>
        <source>CVAT for video 1.1</source>
        <translation>CVAT para vídeo 1.1</translation>
    </message>
    <message>
        <source>COCO with track ids</source>
        <translation>COCO con números de trayectoria</translation>
    </message>
    <message>
        <source>DIVE JSON version 2</source>
        <translation>DIVE JSON, versión 2</translation>
    </message>
    <message>
        <source>KITTI tracking</source>
        <translation>KITTI, rastreo</translation>
    </message>
    <message>
        <source>Ultralytics text results</source>
        <translation>Ultralytics, resultados de texto</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>Tabla CSV</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>Español</translation>
    </message>
</context>
<context>
    <name>PicturePlan</name>
    <message>
        <source>As it is</source>
        <translation>Como está</translation>
    </message>
    <message>
        <source>After the swap</source>
        <translation>Tras el intercambio</translation>
    </message>
    <message>
        <source>until frame %1</source>
        <translation>hasta el fotograma %1</translation>
    </message>
    <message>
        <source>from frame %1 on</source>
        <translation>desde el fotograma %1</translation>
    </message>
    <message>
        <source>before frame %1 | from there on</source>
        <translation>antes del fotograma %1 | desde ahí</translation>
    </message>
    <message>
        <source>before | after</source>
        <translation>antes | después</translation>
    </message>
    <message>
        <source>in between</source>
        <translation>entremedias</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Never seen together: where one is, the other is not.</source>
        <translation>Nunca se ven juntas: donde está una, no está la otra.</translation>
    </message>
    <message>
        <source>%1 ends at frame %2, %3 begins %4 s later.</source>
        <translation>%1 termina en el fotograma %2, %3 empieza %4 s después.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n fotograma</numerusform>
            <numerusform>%n fotogramas</numerusform>
        </translation>
    </message>
    <message>
        <source>, mean score %1, moves by %2 of its height.</source>
        <translation>, puntuación media %1, se mueve %2 veces su altura.</translation>
    </message>
    <message>
        <source>Frames %1 to %2, %3 s.</source>
        <translation>Fotogramas %1 a %2, %3 s.</translation>
    </message>
    <message>
        <source>Identity swap?</source>
        <translation>¿Identidades intercambiadas?</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>¿La misma persona?</translation>
    </message>
    <message>
        <source>Same person later?</source>
        <translation>¿La misma persona más tarde?</translation>
    </message>
    <message>
        <source>Jump to another person?</source>
        <translation>¿Salto a otra persona?</translation>
    </message>
    <message>
        <source>Two tracks on one person?</source>
        <translation>¿Dos trayectorias en una persona?</translation>
    </message>
    <message>
        <source>Not a person?</source>
        <translation>¿No es una persona?</translation>
    </message>
    <message>
        <source>Missed stretch?</source>
        <translation>¿Tramo omitido?</translation>
    </message>
    <message>
        <source>Begins or ends too early?</source>
        <translation>¿Empieza o termina antes de tiempo?</translation>
    </message>
    <message>
        <source>Box beside the person?</source>
        <translation>¿Recuadro junto a la persona?</translation>
    </message>
    <message>
        <source>Weak detections</source>
        <translation>Detecciones débiles</translation>
    </message>
    <message>
        <source>Two people in one box?</source>
        <translation>¿Dos personas en un recuadro?</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 y %2</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged in frames %3 to %4?</source>
        <translation>¿Están intercambiadas %1 y %2 en los fotogramas %3 a %4?</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged from frame %3 on?</source>
        <translation>¿Están intercambiadas %1 y %2 desde el fotograma %3?</translation>
    </message>
    <message>
        <source>Is %2 the same person as %1?</source>
        <translation>¿Es %2 la misma persona que %1?</translation>
    </message>
    <message>
        <source>Does %1 become another person at frame %2?</source>
        <translation>¿Pasa %1 a ser otra persona en el fotograma %2?</translation>
    </message>
    <message>
        <source>Do %1 and %2 mark the same person?</source>
        <translation>¿Marcan %1 y %2 a la misma persona?</translation>
    </message>
    <message>
        <source>Is %1 not a person?</source>
        <translation>¿%1 no es una persona?</translation>
    </message>
    <message>
        <source>Is %1 there in frames %2 to %3?</source>
        <translation>¿Está %1 en los fotogramas %2 a %3?</translation>
    </message>
    <message>
        <source>Is %1 seen before frame %2 already?</source>
        <translation>¿Se ve %1 ya antes del fotograma %2?</translation>
    </message>
    <message>
        <source>Is %1 still seen after frame %2?</source>
        <translation>¿Se ve %1 aún después del fotograma %2?</translation>
    </message>
    <message>
        <source>Is the box of %1 beside the person?</source>
        <translation>¿Está el recuadro de %1 junto a la persona?</translation>
    </message>
    <message>
        <source>Is %1 right here?</source>
        <translation>¿Es correcta %1 aquí?</translation>
    </message>
    <message>
        <source>Does the box of %1 hold two people?</source>
        <translation>¿Contiene el recuadro de %1 dos personas?</translation>
    </message>
    <message>
        <source>They meet about frame %1.</source>
        <translation>Se cruzan hacia el fotograma %1.</translation>
    </message>
    <message>
        <source>It begins or ends away from the border of the image and from other people.</source>
        <translation>Empieza o termina lejos del borde de la imagen y de otras personas.</translation>
    </message>
    <message>
        <source>Likely (%1 %)</source>
        <translation>Probable (%1 %)</translation>
    </message>
    <message>
        <source>Possible (%1 %)</source>
        <translation>Posible (%1 %)</translation>
    </message>
    <message>
        <source>Unlikely (%1 %)</source>
        <translation>Improbable (%1 %)</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Intercambiar</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>La misma persona</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>Delete one</source>
        <translation>Eliminar una</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>No es una persona</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Rellenar</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Prolongar</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corregir</translation>
    </message>
    <message>
        <source>Different people</source>
        <translation>Personas distintas</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Una persona</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 from frame %3 on</source>
        <translation>%1 y %2 intercambiadas desde el fotograma %3</translation>
    </message>
    <message>
        <source>Joined %1 and %2</source>
        <translation>%1 y %2 unidas</translation>
    </message>
    <message>
        <source>Split %1 at frame %2</source>
        <translation>%1 dividida en el fotograma %2</translation>
    </message>
    <message>
        <source>Deleted the second track on %1</source>
        <translation>Eliminada la segunda trayectoria sobre %1</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 eliminada</translation>
    </message>
    <message>
        <source>Filled %1</source>
        <translation>%1 rellenada</translation>
    </message>
    <message>
        <source>Extended %1</source>
        <translation>%1 prolongada</translation>
    </message>
    <message>
        <source>Corrected %1</source>
        <translation>%1 corregida</translation>
    </message>
    <message>
        <source>Two people in one track?</source>
        <translation>¿Dos personas en una trayectoria?</translation>
    </message>
    <message>
        <source>Working out this fix; the next finding follows…</source>
        <translation>Calculando esta corrección; después viene el hallazgo siguiente…</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Checking</source>
        <translation>Comprobando</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Evaluando</translation>
    </message>
    <message>
        <source>Collecting evidence</source>
        <translation>Reuniendo indicios</translation>
    </message>
    <message>
        <source>Writing images</source>
        <translation>Escribiendo imágenes</translation>
    </message>
    <message>
        <source>Reading the video&apos;s index</source>
        <translation>Leyendo el índice del vídeo</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Abriendo</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Leyendo</translation>
    </message>
    <message>
        <source>Preparing the labels</source>
        <translation>Preparando las etiquetas</translation>
    </message>
    <message>
        <source>Looking for errors</source>
        <translation>Buscando errores</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Rastreo</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>Validando</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Escribiendo</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Ajuste</translation>
    </message>
</context>
<context>
    <name>Synonyms</name>
    <message>
        <source>merge link connect combine</source>
        <translation>fusionar enlazar conectar</translation>
    </message>
    <message>
        <source>merge link several</source>
        <translation>fusionar enlazar varias</translation>
    </message>
    <message>
        <source>cut break divide</source>
        <translation>cortar partir separar</translation>
    </message>
    <message>
        <source>exchange switch transpose</source>
        <translation>cambiar permutar</translation>
    </message>
    <message>
        <source>remove erase</source>
        <translation>quitar borrar</translation>
    </message>
    <message>
        <source>remove detection</source>
        <translation>quitar detección</translation>
    </message>
    <message>
        <source>outside leaves stop</source>
        <translation>sale fuera parar</translation>
    </message>
    <message>
        <source>add draw annotate bounding box</source>
        <translation>añadir dibujar anotar rectángulo</translation>
    </message>
    <message>
        <source>interpolate</source>
        <translation>interpolar</translation>
    </message>
    <message>
        <source>key frame anchor</source>
        <translation>fotograma clave ancla</translation>
    </message>
    <message>
        <source>goto jump seek</source>
        <translation>ir saltar buscar</translation>
    </message>
    <message>
        <source>isolate only</source>
        <translation>aislar sola</translation>
    </message>
    <message>
        <source>save MOT gt download</source>
        <translation>guardar MOT gt</translation>
    </message>
    <message>
        <source>load annotations upload</source>
        <translation>cargar anotaciones</translation>
    </message>
    <message>
        <source>missing find video</source>
        <translation>falta buscar vídeo</translation>
    </message>
    <message>
        <source>settings options theme language</source>
        <translation>ajustes opciones tema idioma</translation>
    </message>
    <message>
        <source>shortcuts hotkeys</source>
        <translation>atajos de teclado</translation>
    </message>
    <message>
        <source>errors suspicious check verify</source>
        <translation>errores sospechoso comprobar</translation>
    </message>
    <message>
        <source>reject ignore fine</source>
        <translation>rechazar ignorar</translation>
    </message>
    <message>
        <source>run detect</source>
        <translation>ejecutar detectar</translation>
    </message>
    <message>
        <source>paste propagate repeat duplicate</source>
        <translation>pegar propagar repetir duplicar</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>people, at most %1</source>
        <translation>personas, como máximo %1</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>riesgo</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Marcador</translation>
    </message>
    <message>
        <source>%1 is out of the picture here and comes back under this number.</source>
        <translation>%1 está fuera de la imagen aquí y vuelve con este número.</translation>
    </message>
</context>
<context>
    <name>tw::ui::AboutDialog</name>
    <message>
        <source>About Trackwright</source>
        <translation>Acerca de Trackwright</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versión %1</translation>
    </message>
    <message>
        <source>From tracker output to ground truth.

Apache License 2.0. Made with Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</source>
        <translation>Del resultado del rastreo a los datos de referencia.

Licencia Apache 2.0. Hecho con Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</translation>
    </message>
</context>
<context>
    <name>tw::ui::AgreementDialog</name>
    <message>
        <source>Agreement on %1</source>
        <translation>Concordancia en %1</translation>
    </message>
    <message>
        <source>HOTA %1   IDF1 %2</source>
        <translation>HOTA %1   IDF1 %2</translation>
    </message>
    <message>
        <source>%1 and %2 agree in every box.</source>
        <translation>%1 y %2 coinciden en todos los recuadros.</translation>
    </message>
    <message>
        <source>What %2 did differently from %1. Enter goes to the place.</source>
        <translation>Lo que %2 hizo de otra manera que %1. Intro lleva al lugar.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferencias</translation>
    </message>
</context>
<context>
    <name>tw::ui::AlphaPlot</name>
    <message>
        <source>Scores over alpha</source>
        <translation>Puntuaciones según alfa</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>alfa</translation>
    </message>
    <message>
        <source>alpha %1</source>
        <translation>alfa %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::AttributeRows</name>
    <message>
        <source>Attributes</source>
        <translation>Atributos</translation>
    </message>
    <message>
        <source>Attributes %1</source>
        <translation>Atributos %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardDialog</name>
    <message>
        <source>Identity board</source>
        <translation>Tablero de identidades</translation>
    </message>
    <message>
        <source>Each row may be one person, judged by appearance. Tracks seen together never share a row. Uncheck those that do not belong.</source>
        <translation>Cada fila puede ser una persona, según la apariencia. Las trayectorias que se ven juntas nunca comparten fila. Desmarque las que no correspondan.</translation>
    </message>
    <message>
        <source>Arrows choose, Space checks, Enter joins the row, V shows the fragment in the video, %1 takes the last join back, Esc closes.</source>
        <translation>Las flechas eligen, Espacio marca, Intro une la fila, V muestra el fragmento en el vídeo, %1 deshace la última unión, Esc cierra.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 en %2</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n persona</numerusform>
            <numerusform>%n personas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragments</source>
        <translation>
            <numerusform>%n fragmento</numerusform>
            <numerusform>%n fragmentos</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing people …</source>
        <translation>Comparando personas…</translation>
    </message>
    <message>
        <source>No person seems to be split into several tracks.

Appearance is known for videos tracked here, not for imported tracks.</source>
        <translation>Ninguna persona parece repartida en varias trayectorias.

La apariencia se conoce en vídeos rastreados aquí, no en trayectorias importadas.</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardView</name>
    <message>
        <source>Fragments that could be one person</source>
        <translation>Fragmentos que podrían ser una persona</translation>
    </message>
    <message>
        <source>Person %1 of %2, track %3, frames %4 to %5, %6</source>
        <translation>Persona %1 de %2, trayectoria %3, fotogramas %4 a %5, %6</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>marcado</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>sin marcar</translation>
    </message>
    <message>
        <source>Frames %1 to %2
Mean similarity to the others %3, %4 % of this person</source>
        <translation>Fotogramas %1 a %2
Parecido medio con los demás %3, %4 % de esta persona</translation>
    </message>
    <message>
        <source>One person, %1 %?</source>
        <translation>¿Una persona, %1 %?</translation>
    </message>
    <message>
        <source>nothing to join</source>
        <translation>nada que unir</translation>
    </message>
    <message>
        <source>Enter joins %1 of %2</source>
        <translation>Intro une %1 de %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionController</name>
    <message>
        <source>Open collection %1</source>
        <translation>Abrir la colección %1</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>Añadir vídeos</translation>
    </message>
    <message>
        <source>%1 is being tracked; it can be opened when that is done.</source>
        <translation>%1 se está siguiendo; podrá abrirse cuando termine.</translation>
    </message>
    <message>
        <source>Every video is tracked already.</source>
        <translation>Todos los vídeos están ya seguidos.</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>Seguir %1</translation>
    </message>
    <message>
        <source>Tracking %1, %2 of %3</source>
        <translation>Siguiendo %1, %2 de %3</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Exportar todos</translation>
    </message>
    <message numerus="yes">
        <source>%n videos exported and read back</source>
        <translation>
            <numerusform>%n vídeo exportado y releído</numerusform>
            <numerusform>%n vídeos exportados y releídos</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for moved files</source>
        <translation>Buscar archivos movidos</translation>
    </message>
    <message numerus="yes">
        <source>%n files found</source>
        <translation>
            <numerusform>%n archivo encontrado</numerusform>
            <numerusform>%n archivos encontrados</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>Comparar %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionModel</name>
    <message>
        <source>Untracked</source>
        <translation>Sin seguir</translation>
    </message>
    <message>
        <source>Tracked</source>
        <translation>Seguido</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>En revisión</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisado</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceptado</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>Por rehacer</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Identity switches expected in the open findings</source>
        <translation>Cambios de identidad esperados en los hallazgos abiertos</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vídeo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Anotador</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Fotogramas</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Trayectorias</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Hallazgos</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Comentarios</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionPage</name>
    <message>
        <source>Drop videos or folders here.</source>
        <translation>Suelte aquí vídeos o carpetas.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>Usted es</translation>
    </message>
    <message>
        <source>Your name in the collection</source>
        <translation>Su nombre en la colección</translation>
    </message>
    <message>
        <source>Back to the video</source>
        <translation>Volver al vídeo</translation>
    </message>
    <message>
        <source>Filter videos</source>
        <translation>Filtrar vídeos</translation>
    </message>
    <message>
        <source>Filter by name or comment</source>
        <translation>Filtrar por nombre o comentario</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Todos los estados</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Anotador</translation>
    </message>
    <message>
        <source>Videos of the collection</source>
        <translation>Vídeos de la colección</translation>
    </message>
    <message numerus="yes">
        <source>%n videos</source>
        <translation>
            <numerusform>%n vídeo</numerusform>
            <numerusform>%n vídeos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 switches expected</source>
        <translation>%1 cambios esperados</translation>
    </message>
    <message>
        <source>Every annotator</source>
        <translation>Todos los anotadores</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionTools</name>
    <message>
        <source>Export all to</source>
        <translation>Exportar todos a</translation>
    </message>
    <message>
        <source>Where are the files?</source>
        <translation>¿Dónde están los archivos?</translation>
    </message>
    <message>
        <source>%1 is submitted; a second person looks at it.</source>
        <translation>%1 está entregado; lo revisa una segunda persona.</translation>
    </message>
    <message>
        <source>%1 is accepted.</source>
        <translation>%1 está aceptado.</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Nueva colección</translation>
    </message>
    <message>
        <source>Collections (*.twc)</source>
        <translation>Colecciones (*.twc)</translation>
    </message>
    <message>
        <source>Add the videos of a folder</source>
        <translation>Añadir los vídeos de una carpeta</translation>
    </message>
    <message>
        <source>This was the last video of the list.</source>
        <translation>Era el último vídeo de la lista.</translation>
    </message>
    <message>
        <source>This was the first video of the list.</source>
        <translation>Era el primer vídeo de la lista.</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Devolver</translation>
    </message>
    <message>
        <source>What needs work in %1?</source>
        <translation>¿Qué hay que rehacer en %1?</translation>
    </message>
    <message>
        <source>%1 was sent back.</source>
        <translation>%1 se ha devuelto.</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Asignar</translation>
    </message>
    <message>
        <source>Who annotates %1?</source>
        <translation>¿Quién anota %1?</translation>
    </message>
    <message>
        <source>Second annotation</source>
        <translation>Segunda anotación</translation>
    </message>
    <message>
        <source>Who made %1?</source>
        <translation>¿Quién hizo %1?</translation>
    </message>
    <message>
        <source>Second annotation of %1</source>
        <translation>Segunda anotación de %1</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>Trayectorias y proyectos (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>tw::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Escriba un comando</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>Comandos coincidentes</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
</context>
<context>
    <name>tw::ui::ContextBar</name>
    <message>
        <source>Click selects a person, drag moves, wheel zooms.</source>
        <translation>Clic selecciona una persona, arrastrar mueve, la rueda amplía.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nueva persona</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Who?</source>
        <translation>¿Quién?</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Intercambiar</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Unir</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Next proposal</source>
        <translation>Siguiente propuesta</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Without filling</source>
        <translation>Sin rellenar</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Alcance</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Ghosts above</source>
        <translation>Fantasmas desde</translation>
    </message>
    <message>
        <source>Minimum score of the ghosts</source>
        <translation>Puntuación mínima de los fantasmas</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>fotogramas %1 a %2</translation>
    </message>
    <message>
        <source>edits act %1</source>
        <translation>los cambios actúan %1</translation>
    </message>
    <message>
        <source>, not in this frame</source>
        <translation>, no está en este fotograma</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>, bloqueada</translation>
    </message>
    <message>
        <source>Swap %1 %2: click the other person or press its number.</source>
        <translation>Intercambiar %1 %2: clic en la otra persona o pulse su número.</translation>
    </message>
    <message>
        <source>Click the track to join to %1.</source>
        <translation>Clic en la trayectoria que se une a %1.</translation>
    </message>
    <message>
        <source>Join %1 to %2? It begins at frame %3, %4.</source>
        <translation>¿Unir %1 a %2? Empieza en el fotograma %3, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n frames are filled</source>
        <translation>
            <numerusform>se rellena %n fotograma</numerusform>
            <numerusform>se rellenan %n fotogramas</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1 of %2)</source>
        <translation>(%1 de %2)</translation>
    </message>
    <message>
        <source>Click every track that is also %1.</source>
        <translation>Clic en cada trayectoria que también es %1.</translation>
    </message>
    <message>
        <source>Drag a box around the new person.</source>
        <translation>Arrastre un recuadro alrededor de la nueva persona.</translation>
    </message>
    <message>
        <source>Drag a box around %1 in this frame.</source>
        <translation>Arrastre un recuadro alrededor de %1 en este fotograma.</translation>
    </message>
    <message>
        <source>A new person? Accept follows them through the frames before and after.</source>
        <translation>¿Una persona nueva? Aceptar la prolonga en los fotogramas vecinos.</translation>
    </message>
    <message>
        <source>Accept follows %1 through the frames before and after.</source>
        <translation>Aceptar prolonga %1 en los fotogramas vecinos.</translation>
    </message>
    <message>
        <source>Who is this? Click a person or any place in the image.</source>
        <translation>¿Quién es? Clic en una persona o en cualquier lugar de la imagen.</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>¿Quién es?</translation>
    </message>
    <message>
        <source>Whose box is this? Press a number, or N for a new person.</source>
        <translation>¿De quién es este recuadro? Pulse un número, o N para una nueva persona.</translation>
    </message>
    <message>
        <source>Who is %1, %2? Press the number.</source>
        <translation>¿Quién es %1, %2? Pulse el número.</translation>
    </message>
</context>
<context>
    <name>tw::ui::CurveView</name>
    <message>
        <source>%1 after %2</source>
        <translation>%1 tras %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::DatasetDialog</name>
    <message>
        <source>Export a data set</source>
        <translation>Exportar un conjunto de datos</translation>
    </message>
    <message>
        <source>Ground truth, images, lists and labels as TrackEval, FairMOT and the trainer of this program read them.</source>
        <translation>Datos de referencia, imágenes, listas y etiquetas tal como los leen TrackEval, FairMOT y el entrenamiento de este programa.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>Nombre del conjunto de datos</translation>
    </message>
    <message>
        <source>Every person in these videos is annotated</source>
        <translation>Cada persona de estos vídeos está anotada</translation>
    </message>
    <message>
        <source>Otherwise detections without a box are not counted as errors in training</source>
        <translation>Si no, las detecciones sin recuadro no cuentan como errores en el entrenamiento</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Proyectos</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validación</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>To</source>
        <translation>En</translation>
    </message>
    <message>
        <source>Projects of the data set</source>
        <translation>Proyectos del conjunto de datos</translation>
    </message>
    <message>
        <source>%1 (this project)</source>
        <translation>%1 (este proyecto)</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Añadir…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>What becomes validation</source>
        <translation>Qué se usa para validación</translation>
    </message>
    <message>
        <source>The end of each video</source>
        <translation>El final de cada vídeo</translation>
    </message>
    <message>
        <source>The last project of the list</source>
        <translation>El último proyecto de la lista</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Share for validation</source>
        <translation>Parte para validación</translation>
    </message>
    <message>
        <source>Images of the frames</source>
        <translation>Imágenes de los fotogramas</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>PNG, without loss</source>
        <translation>PNG, sin pérdida</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Quality of JPEG images</source>
        <translation>Calidad de las imágenes JPEG</translation>
    </message>
    <message>
        <source>quality </source>
        <translation>calidad </translation>
    </message>
    <message>
        <source>Folder to write</source>
        <translation>Carpeta de destino</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>Carpeta del conjunto de datos</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>Detalles de la exportación</translation>
    </message>
    <message>
        <source>Add a project</source>
        <translation>Añadir un proyecto</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>Proyectos (*.twp)</translation>
    </message>
    <message>
        <source>Add another project first</source>
        <translation>Añada antes otro proyecto</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>Exportación de %1</translation>
    </message>
    <message numerus="yes">
        <source>Written: %n sequences, %1 images, %2 boxes, %3 labels.</source>
        <translation>
            <numerusform>Escrito: %n secuencia, %1 imágenes, %2 recuadros, %3 etiquetas.</numerusform>
            <numerusform>Escrito: %n secuencias, %1 imágenes, %2 recuadros, %3 etiquetas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of an earlier export were removed.</source>
        <translation>
            <numerusform>Se quitó %n archivo de una exportación anterior.</numerusform>
            <numerusform>Se quitaron %n archivos de una exportación anterior.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::DockPanel</name>
    <message>
        <source>Close %1</source>
        <translation>Cerrar %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::EditController</name>
    <message>
        <source>in all frames</source>
        <translation>en todos los fotogramas</translation>
    </message>
    <message>
        <source>from frame %1 to the end</source>
        <translation>desde el fotograma %1 hasta el final</translation>
    </message>
    <message>
        <source>in frame %1</source>
        <translation>en el fotograma %1</translation>
    </message>
    <message>
        <source>in frames %1 to %2</source>
        <translation>en los fotogramas %1 a %2</translation>
    </message>
    <message>
        <source>Choose a person first: click one, or press 1 to 9 for the nearest.</source>
        <translation>Elija antes una persona: haga clic, o pulse 1 a 9 para las más cercanas.</translation>
    </message>
    <message>
        <source>%1 has no box in frame %2.</source>
        <translation>%1 no tiene recuadro en el fotograma %2.</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>Intercambiadas %1 y %2 %3</translation>
    </message>
    <message>
        <source>No track begins soon after %1 ends. Click the one to join it with.</source>
        <translation>Ninguna trayectoria empieza poco después del fin de %1. Clic en la que se une.</translation>
    </message>
    <message>
        <source>Joined %1 to %2</source>
        <translation>%1 unidas a %2</translation>
    </message>
    <message>
        <source>That is %1 itself. Choose another person, or press Esc.</source>
        <translation>Esa es la propia %1. Elija otra persona o pulse Esc.</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>Recuadro de %1 en el fotograma %2</translation>
    </message>
    <message>
        <source>New person %1</source>
        <translation>Nueva persona %1</translation>
    </message>
    <message>
        <source>There are no detections in the frames before and after.</source>
        <translation>No hay detecciones en los fotogramas vecinos.</translation>
    </message>
    <message numerus="yes">
        <source>Followed %1 through %n frames</source>
        <translation>
            <numerusform>%1 prolongada en %n fotograma</numerusform>
            <numerusform>%1 prolongada en %n fotogramas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New person %1 in %n frames</source>
        <translation>
            <numerusform>Nueva persona %1 en %n fotograma</numerusform>
            <numerusform>Nueva persona %1 en %n fotogramas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled in a straight line</source>
        <translation>
            <numerusform>%n fotograma rellenado en línea recta</numerusform>
            <numerusform>%n fotogramas rellenados en línea recta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled along detections</source>
        <translation>
            <numerusform>%n fotograma rellenado según las detecciones</numerusform>
            <numerusform>%n fotogramas rellenados según las detecciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled: %1 along detections, %2 straight</source>
        <translation>
            <numerusform>%n fotograma rellenado: %1 según detecciones, %2 en línea recta</numerusform>
            <numerusform>%n fotogramas rellenados: %1 según detecciones, %2 en línea recta</numerusform>
        </translation>
    </message>
    <message>
        <source>Joined %2 to %1</source>
        <translation>%2 unida a %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 has no gap to fill.</source>
        <translation>%1 no tiene huecos que rellenar.</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Removed interpolated boxes of %1 %2</source>
        <translation>Recuadros interpolados de %1 quitados %2</translation>
    </message>
    <message>
        <source>Split %1 at frame %2, the rest is %3</source>
        <translation>%1 dividida en el fotograma %2, el resto es %3</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 eliminada</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks</source>
        <translation>
            <numerusform>%n trayectoria eliminada</numerusform>
            <numerusform>%n trayectorias eliminadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the selected tracks has a box %1.</source>
        <translation>Ninguna trayectoria seleccionada tiene recuadro %1.</translation>
    </message>
    <message>
        <source>Deleted %1 %2</source>
        <translation>%1 eliminada %2</translation>
    </message>
    <message>
        <source>Ended %1 at frame %2</source>
        <translation>%1 terminada en el fotograma %2</translation>
    </message>
    <message>
        <source>Moved the start of %1 to frame %2</source>
        <translation>Inicio de %1 movido al fotograma %2</translation>
    </message>
    <message>
        <source>Set a keyframe of %1 at frame %2</source>
        <translation>Fotograma clave de %1 fijado en el fotograma %2</translation>
    </message>
    <message>
        <source>Removed the keyframe of %1 at frame %2</source>
        <translation>Fotograma clave de %1 quitado del fotograma %2</translation>
    </message>
    <message>
        <source>Marked %1 visible %2</source>
        <translation>%1 marcada como visible %2</translation>
    </message>
    <message>
        <source>Marked %1 occluded %2</source>
        <translation>%1 marcada como ocluida %2</translation>
    </message>
    <message>
        <source>Verification removed: everyone %1</source>
        <translation>Verificación retirada: todas %1</translation>
    </message>
    <message>
        <source>Verified: everyone %1</source>
        <translation>Verificadas: todas %1</translation>
    </message>
    <message>
        <source>Verification removed: %1 %2</source>
        <translation>Verificación retirada: %1 %2</translation>
    </message>
    <message>
        <source>Verified: %1 %2</source>
        <translation>Verificada: %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Hid %n tracks</source>
        <translation>
            <numerusform>%n trayectoria oculta</numerusform>
            <numerusform>%n trayectorias ocultas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Showed %n tracks</source>
        <translation>
            <numerusform>%n trayectoria mostrada</numerusform>
            <numerusform>%n trayectorias mostradas</numerusform>
        </translation>
    </message>
    <message>
        <source>No track is hidden.</source>
        <translation>No hay trayectorias ocultas.</translation>
    </message>
    <message numerus="yes">
        <source>Locked %n tracks</source>
        <translation>
            <numerusform>%n trayectoria bloqueada</numerusform>
            <numerusform>%n trayectorias bloqueadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlocked %n tracks</source>
        <translation>
            <numerusform>%n trayectoria desbloqueada</numerusform>
            <numerusform>%n trayectorias desbloqueadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed the name of %1</source>
        <translation>Nombre de %1 quitado</translation>
    </message>
    <message>
        <source>Named %1 %2</source>
        <translation>%1 se llama %2</translation>
    </message>
    <message numerus="yes">
        <source>Changed the colour of %n tracks</source>
        <translation>
            <numerusform>Color de %n trayectoria cambiado</numerusform>
            <numerusform>Color de %n trayectorias cambiado</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the class of %n tracks</source>
        <translation>
            <numerusform>Clase de %n trayectoria cambiada</numerusform>
            <numerusform>Clase de %n trayectorias cambiada</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed %1 to %2 %3</source>
        <translation>%1 cambiada a %2 %3</translation>
    </message>
    <message>
        <source>Set the visibility of %1 to %2 %3</source>
        <translation>Visibilidad de %1 fijada en %2 %3</translation>
    </message>
    <message>
        <source>Show track</source>
        <translation>Mostrar trayectoria</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>Ocultar trayectoria</translation>
    </message>
    <message>
        <source>Unlock track</source>
        <translation>Desbloquear trayectoria</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>Bloquear trayectoria</translation>
    </message>
    <message>
        <source>for the whole track</source>
        <translation>para toda la trayectoria</translation>
    </message>
    <message>
        <source>Added the class %1</source>
        <translation>Clase %1 añadida</translation>
    </message>
    <message>
        <source>Removed a class from the list</source>
        <translation>Una clase quitada de la lista</translation>
    </message>
    <message>
        <source>Renamed the class to %1</source>
        <translation>Clase renombrada a %1</translation>
    </message>
    <message>
        <source>Added the attribute %1</source>
        <translation>Atributo %1 añadido</translation>
    </message>
    <message>
        <source>Removed the attribute %1</source>
        <translation>Atributo %1 quitado</translation>
    </message>
    <message>
        <source>Cleared %1 of %2 %3</source>
        <translation>%1 de %2 borrado %3</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3 %4</source>
        <translation>%1 de %2 puesto en %3 %4</translation>
    </message>
    <message>
        <source>%1 is not marked as absent %2 any more</source>
        <translation>%1 ya no está marcado como ausente %2</translation>
    </message>
    <message>
        <source>%1 has no gap at frame %2. Go into a gap, or mark a range where the person is out of the picture.</source>
        <translation>%1 no tiene hueco en el fotograma %2. Vaya a un hueco o marque un intervalo en el que la persona esté fuera de la imagen.</translation>
    </message>
    <message>
        <source>Marked %1 as absent %2</source>
        <translation>%1 marcado como ausente %2</translation>
    </message>
    <message>
        <source>Added a note</source>
        <translation>Nota añadida</translation>
    </message>
    <message>
        <source>Removed the bookmark</source>
        <translation>Marcador quitado</translation>
    </message>
    <message>
        <source>Set a bookmark at frame %1</source>
        <translation>Marcador puesto en el fotograma %1</translation>
    </message>
    <message>
        <source>Changed the note</source>
        <translation>Nota cambiada</translation>
    </message>
    <message>
        <source>Removed the note</source>
        <translation>Nota quitada</translation>
    </message>
</context>
<context>
    <name>tw::ui::EndPage</name>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corregidos</translation>
    </message>
    <message>
        <source>Expected to be left</source>
        <translation>Se espera que queden</translation>
    </message>
    <message>
        <source>IDSW of the evaluation: a person goes on under another number</source>
        <translation>IDSW de la evaluación: una persona continúa con otro número</translation>
    </message>
    <message>
        <source>Frag of the evaluation: a person is not followed for a while</source>
        <translation>Frag de la evaluación: una persona no se sigue durante un tiempo</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Exportar datos de referencia…</translation>
    </message>
    <message>
        <source>The findings that were put off, and the unlikely ones</source>
        <translation>Los hallazgos aplazados y los improbables</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Vídeo siguiente</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>unos %1</translation>
    </message>
    <message>
        <source>%1  (%2 to %3)</source>
        <translation>%1  (%2 a %3)</translation>
    </message>
    <message>
        <source>With 95 % probability, as far as the detectors see errors</source>
        <translation>Con un 95 % de probabilidad, hasta donde los detectores ven errores</translation>
    </message>
    <message>
        <source>Second look (%1)</source>
        <translation>Segunda revisión (%1)</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Segunda revisión</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Buscando hallazgos…</translation>
    </message>
    <message>
        <source>Nothing worth checking is left</source>
        <translation>No queda nada por comprobar</translation>
    </message>
    <message>
        <source>Nothing looks suspicious</source>
        <translation>Nada parece sospechoso</translation>
    </message>
    <message numerus="yes">
        <source>%n findings checked</source>
        <translation>
            <numerusform>%n hallazgo revisado</numerusform>
            <numerusform>%n hallazgos revisados</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept.</source>
        <translation>%1 corregidos, %2 conservados.</translation>
    </message>
    <message>
        <source>Only with the filter: %1.</source>
        <translation>Solo con el filtro: %1.</translation>
    </message>
    <message>
        <source>Identity switches</source>
        <translation>Cambios de identidad</translation>
    </message>
    <message>
        <source>Fragments</source>
        <translation>Fragmentaciones</translation>
    </message>
    <message numerus="yes">
        <source>%n findings were put off.</source>
        <translation>
            <numerusform>Se aplazó %n hallazgo.</numerusform>
            <numerusform>Se aplazaron %n hallazgos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about.</source>
        <translation>
            <numerusform>No se preguntó por %n hallazgo improbable.</numerusform>
            <numerusform>No se preguntó por %n hallazgos improbables.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n recuadro</numerusform>
            <numerusform>%n recuadros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n fotograma</numerusform>
            <numerusform>%n fotogramas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about: about one error in %1 looks.</source>
        <translation>
            <numerusform>No se preguntó por %n hallazgo improbable: cerca de un error por cada %1 revisiones.</numerusform>
            <numerusform>No se preguntó por %n hallazgos improbables: cerca de un error por cada %1 revisiones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorListModel</name>
    <message>
        <source>False box</source>
        <translation>Recuadro falso</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Omitida</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Cambio de identidad</translation>
    </message>
    <message>
        <source>Fragment</source>
        <translation>Fragmento</translation>
    </message>
    <message>
        <source>%1 on the background</source>
        <translation>%1 sobre el fondo</translation>
    </message>
    <message>
        <source>person %1</source>
        <translation>persona %1</translation>
    </message>
    <message>
        <source>person %1: %2 → %3</source>
        <translation>persona %1: %2 → %3</translation>
    </message>
    <message>
        <source>person %1: %2 again</source>
        <translation>persona %1: %2 de nuevo</translation>
    </message>
    <message>
        <source>Frame %1: %2, %3</source>
        <translation>Fotograma %1: %2, %3</translation>
    </message>
    <message>
        <source>People are numbered as in the ground truth, tracks as in the result</source>
        <translation>Las personas se numeran como en la referencia, las trayectorias como en el resultado</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Fotograma</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorStrip</name>
    <message>
        <source>Errors over the video</source>
        <translation>Errores a lo largo del vídeo</translation>
    </message>
    <message numerus="yes">
        <source>%n frames have errors</source>
        <translation>
            <numerusform>%n fotograma tiene errores</numerusform>
            <numerusform>%n fotogramas tienen errores</numerusform>
        </translation>
    </message>
    <message>
        <source>Frame %1: %2 right, %3 false, %4 missed, %5 switches, %6 fragments</source>
        <translation>Fotograma %1: %2 correctos, %3 falsos, %4 omitidos, %5 cambios, %6 fragmentos</translation>
    </message>
</context>
<context>
    <name>tw::ui::EvaluationPanel</name>
    <message>
        <source>Pages of the evaluation</source>
        <translation>Páginas de la evaluación</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Puntuaciones</translation>
    </message>
    <message>
        <source>Over alpha</source>
        <translation>Según alfa</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparar con</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Reglas</translation>
    </message>
    <message>
        <source>The benchmarks leave out people on vehicles, reflections and the like, and other classes</source>
        <translation>Los benchmarks excluyen personas en vehículos, reflejos y similares, y otras clases</translation>
    </message>
    <message>
        <source>Every box counts</source>
        <translation>Cuentan todos los recuadros</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>Referencia</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>Comparado</translation>
    </message>
    <message>
        <source>Which errors</source>
        <translation>Qué errores</translation>
    </message>
    <message>
        <source>All errors of the result</source>
        <translation>Todos los errores del resultado</translation>
    </message>
    <message>
        <source>Only in the result</source>
        <translation>Solo en el resultado</translation>
    </message>
    <message>
        <source>Only in the other</source>
        <translation>Solo en el otro</translation>
    </message>
    <message>
        <source>Copy every figure as CSV</source>
        <translation>Copiar todas las cifras como CSV</translation>
    </message>
    <message>
        <source>Copy the main figures as a LaTeX table</source>
        <translation>Copiar las cifras principales como tabla LaTeX</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Leer de nuevo</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>Leer los archivos de nuevo</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>Trayectorias y proyectos (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Choose a ground truth</source>
        <translation>Elegir una referencia</translation>
    </message>
    <message>
        <source>This project&apos;s tracks</source>
        <translation>Las trayectorias de este proyecto</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>This project as it was opened</source>
        <translation>Este proyecto como se abrió</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <source>Open a project to evaluate it.</source>
        <translation>Abra un proyecto para evaluarlo.</translation>
    </message>
    <message>
        <source>Choose a ground truth to compare the tracks with.</source>
        <translation>Elija una referencia con la que comparar las trayectorias.</translation>
    </message>
    <message>
        <source>Ground truth and result are the same tracks: choose a file for one of them.</source>
        <translation>Referencia y resultado son las mismas trayectorias: elija un archivo para una de ellas.</translation>
    </message>
    <message>
        <source>Reading and scoring…</source>
        <translation>Leyendo y puntuando…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Evaluación</translation>
    </message>
    <message numerus="yes">
        <source>%n frames, read and scored in %1 ms.</source>
        <translation>
            <numerusform>%n fotograma, leído y puntuado en %1 ms.</numerusform>
            <numerusform>%n fotogramas, leídos y puntuados en %1 ms.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames, %1 of them scored anew in %2 ms.</source>
        <translation>
            <numerusform>%n fotograma, %1 recalculado en %2 ms.</numerusform>
            <numerusform>%n fotogramas, %1 recalculados en %2 ms.</numerusform>
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
        <source>Missed: %1 of the truth</source>
        <translation>Omitidas: %1 de la referencia</translation>
    </message>
    <message>
        <source>The LaTeX table is in the clipboard</source>
        <translation>La tabla LaTeX está en el portapapeles</translation>
    </message>
    <message>
        <source>The figures are in the clipboard as CSV</source>
        <translation>Las cifras están en el portapapeles como CSV</translation>
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
        <translation>%1, fotograma %2</translation>
    </message>
    <message>
        <source>%1 %2, frame %3, %4 percent</source>
        <translation>%1 %2, fotograma %3, %4 por ciento</translation>
    </message>
</context>
<context>
    <name>tw::ui::ExportDialog</name>
    <message>
        <source>line %1: %2</source>
        <translation>línea %1: %2</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>File or folder to write</source>
        <translation>Archivo o carpeta de destino</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Hidden tracks too</source>
        <translation>También las trayectorias ocultas</translation>
    </message>
    <message>
        <source>Rows by frame instead of by identity</source>
        <translation>Filas por fotograma en lugar de por identidad</translation>
    </message>
    <message>
        <source>FairMOT&apos;s label script needs rows by identity</source>
        <translation>El script de etiquetas de FairMOT necesita filas por identidad</translation>
    </message>
    <message>
        <source>To</source>
        <translation>En</translation>
    </message>
    <message>
        <source>With a certificate beside it</source>
        <translation>Con un certificado al lado</translation>
    </message>
    <message>
        <source>About %1 identity errors are expected to be left (with 95 % probability %2 to %3), among %4 places without a verdict.</source>
        <translation>Se espera que queden unos %1 errores de identidad (%2 a %3 con probabilidad del 95 %), entre %4 lugares sin veredicto.</translation>
    </message>
    <message>
        <source>The last edit has not been looked at yet.</source>
        <translation>El último cambio aún no se ha examinado.</translation>
    </message>
    <message>
        <source>Verified by a person: %1 of %2 frames, %3 of %4 boxes. Verdicts: %5 accepted, %6 fine as they were. Edits: %7.</source>
        <translation>Verificado por una persona: %1 de %2 fotogramas, %3 de %4 recuadros. Veredictos: %5 aceptados, %6 conservados. Cambios: %7.</translation>
    </message>
    <message>
        <source>Model: %1.</source>
        <translation>Modelo: %1.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>Detalles de la exportación</translation>
    </message>
    <message>
        <source>Folder of the sequence</source>
        <translation>Carpeta de la secuencia</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>Exportar %1</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes of %1 tracks are written.</source>
        <translation>
            <numerusform>Se escribió %n recuadro de %1 trayectorias.</numerusform>
            <numerusform>Se escribieron %n recuadros de %1 trayectorias.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read back and compared: %n boxes of %1 tracks, all as in the project.</source>
        <translation>
            <numerusform>Releído y comparado: %n recuadro de %1 trayectorias, igual que en el proyecto.</numerusform>
            <numerusform>Releído y comparado: %n recuadros de %1 trayectorias, todos como en el proyecto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written, but reading it back found %n problems.</source>
        <translation>
            <numerusform>Escrito, pero la relectura encontró %n problema.</numerusform>
            <numerusform>Escrito, pero la relectura encontró %n problemas.</numerusform>
        </translation>
    </message>
    <message>
        <source>What this format cannot hold:</source>
        <translation>Lo que este formato no puede contener:</translation>
    </message>
</context>
<context>
    <name>tw::ui::FileActions</name>
    <message>
        <source>Recent</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <translation>No se puede abrir %1. %2</translation>
    </message>
    <message>
        <source>Open video or project</source>
        <translation>Abrir vídeo o proyecto</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>Proyectos (*.twp)</translation>
    </message>
    <message>
        <source>Image lists (*.txt)</source>
        <translation>Listas de imágenes (*.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>Abrir carpeta de imágenes</translation>
    </message>
    <message>
        <source>Draw a demo clip</source>
        <translation>Dibujar un clip de demostración</translation>
    </message>
    <message>
        <source>Track files (%1)</source>
        <translation>Archivos de trayectorias (%1)</translation>
    </message>
    <message>
        <source>Import tracks</source>
        <translation>Importar trayectorias</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>Guardar proyecto como</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Guardado como %1</translation>
    </message>
    <message>
        <source>Where is the video?</source>
        <translation>¿Dónde está el vídeo?</translation>
    </message>
    <message>
        <source>%1 is there already. It will be replaced.</source>
        <translation>%1 ya existe y se reemplazará.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>y %1 más</translation>
    </message>
    <message>
        <source>Damaged project</source>
        <translation>Proyecto dañado</translation>
    </message>
    <message>
        <source>Parts of %1 are damaged and were left out:

%2

Nothing is written to the file until you decide: save what is left under another name, or write it over the damaged file.</source>
        <translation>Partes de %1 están dañadas y se omitieron:

%2

No se escribe nada en el archivo hasta que decida: guardar lo que queda con otro nombre o sobrescribir el archivo dañado.</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Write Over It</source>
        <translation>Sobrescribir</translation>
    </message>
    <message>
        <source>No other video follows in this folder.</source>
        <translation>No hay más vídeos a continuación en esta carpeta.</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>Exportar vídeo</translation>
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
        <translation>Exportado %1: %2 fotogramas, sin sonido</translation>
    </message>
    <message>
        <source>%1 of them cannot be decoded and show the picture before</source>
        <translation>%1 de ellos no se pueden decodificar y muestran la imagen anterior</translation>
    </message>
    <message>
        <source>Videos, projects and collections (%1 *.twp *.twc)</source>
        <translation>Vídeos, proyectos y colecciones (%1 *.twp *.twc)</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilmStrip</name>
    <message>
        <source>Film strip</source>
        <translation>Tira de fotogramas</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>nueva persona</translation>
    </message>
    <message>
        <source>to frame %1</source>
        <translation>hasta el fotograma %1</translation>
    </message>
    <message>
        <source>from frame %1</source>
        <translation>desde el fotograma %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilterMenu</name>
    <message>
        <source>person %1</source>
        <translation>persona %1</translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>fotogramas %1 a %2</translation>
    </message>
    <message>
        <source>edited tracks</source>
        <translation>trayectorias editadas</translation>
    </message>
    <message>
        <source>unedited tracks</source>
        <translation>trayectorias sin editar</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Todos los hallazgos</translation>
    </message>
    <message>
        <source>Worth checking</source>
        <translation>Por revisar</translation>
    </message>
    <message>
        <source>Findings that are gone through: %1</source>
        <translation>Hallazgos que se recorren: %1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>Todos los tipos</translation>
    </message>
    <message>
        <source>Exchanged people</source>
        <translation>Personas intercambiadas</translation>
    </message>
    <message>
        <source>One person in two tracks</source>
        <translation>Una persona en dos trayectorias</translation>
    </message>
    <message>
        <source>Not a person, or twice</source>
        <translation>No es una persona, o repetida</translation>
    </message>
    <message>
        <source>Missed stretches and ends</source>
        <translation>Tramos y extremos perdidos</translation>
    </message>
    <message>
        <source>Boxes to correct</source>
        <translation>Recuadros por corregir</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Trayectorias</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Todas las trayectorias</translation>
    </message>
    <message>
        <source>Unedited tracks</source>
        <translation>Trayectorias sin editar</translation>
    </message>
    <message>
        <source>Edited tracks</source>
        <translation>Trayectorias editadas</translation>
    </message>
    <message>
        <source>Show all, the unlikely ones too</source>
        <translation>Mostrar todos, también los improbables</translation>
    </message>
    <message>
        <source>Only the selected person</source>
        <translation>Solo la persona seleccionada</translation>
    </message>
    <message>
        <source>Only person %1</source>
        <translation>Solo la persona %1</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Solo el intervalo marcado</translation>
    </message>
    <message>
        <source>Only frames %1 to %2</source>
        <translation>Solo fotogramas %1 a %2</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>Sin filtro</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryModel</name>
    <message>
        <source>Opened</source>
        <translation>Abierto</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
</context>
<context>
    <name>tw::ui::IdentityBoard</name>
    <message>
        <source>Joining needs at least two fragments: check another one.</source>
        <translation>Para unir hacen falta al menos dos fragmentos: marque otro.</translation>
    </message>
</context>
<context>
    <name>tw::ui::InspectorPanel</name>
    <message>
        <source>interpolated</source>
        <translation>interpolado</translation>
    </message>
    <message>
        <source>tracker, score %1</source>
        <translation>rastreador, puntuación %1</translation>
    </message>
    <message>
        <source>imported, score %1</source>
        <translation>importado, puntuación %1</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>dibujado a mano</translation>
    </message>
    <message>
        <source>Select a person to see the exact numbers.</source>
        <translation>Seleccione una persona para ver los valores exactos.</translation>
    </message>
    <message>
        <source>Number of the track</source>
        <translation>Número de la trayectoria</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>sin nombre</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Fotogramas</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Izquierda</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Arriba</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ancho</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Alto</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Visibilidad</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>Fotograma clave</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Ocluida</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origen</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2, %n boxes</source>
        <translation>
            <numerusform>%1 a %2, %n recuadro</numerusform>
            <numerusform>%1 a %2, %n recuadros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks selected</source>
        <translation>
            <numerusform>%n trayectoria seleccionada</numerusform>
            <numerusform>%n trayectorias seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Class, colour and the keys act on all of them.</source>
        <translation>Clase, color y teclas actúan sobre todas.</translation>
    </message>
    <message>
        <source>Box in frame %1</source>
        <translation>Recuadro en el fotograma %1</translation>
    </message>
    <message>
        <source>Not in frame %1</source>
        <translation>No está en el fotograma %1</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Clase nueva…</translation>
    </message>
</context>
<context>
    <name>tw::ui::JobsPanel</name>
    <message>
        <source>Tracking</source>
        <translation>Rastreo</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Pausar o reanudar</translation>
    </message>
    <message>
        <source>No job is running. Track finds the people in the video.</source>
        <translation>No hay tareas en curso. Rastrear encuentra a las personas del vídeo.</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Vaciar la lista</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
</context>
<context>
    <name>tw::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Buscar teclas</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Cambiar teclas…</translation>
    </message>
    <message>
        <source>Select a person</source>
        <translation>Seleccionar una persona</translation>
    </message>
    <message>
        <source>click</source>
        <translation>clic</translation>
    </message>
    <message>
        <source>Select one more</source>
        <translation>Seleccionar una más</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Ctrl+clic</translation>
    </message>
    <message>
        <source>Select the one beneath</source>
        <translation>Seleccionar la de debajo</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+clic</translation>
    </message>
    <message>
        <source>Move or resize the selected box</source>
        <translation>Mover o redimensionar el recuadro seleccionado</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>arrastrar</translation>
    </message>
    <message>
        <source>Draw a new person, or the selected one where they have no box</source>
        <translation>Dibujar una persona nueva, o la seleccionada donde no tiene recuadro</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Mayús+arrastrar</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Ampliar en el puntero</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>rueda</translation>
    </message>
    <message>
        <source>Timeline: mark frames; from bar to bar selects both tracks</source>
        <translation>Línea de tiempo: marcar fotogramas; de barra a barra selecciona ambas trayectorias</translation>
    </message>
    <message>
        <source>Timeline: trim or extend a track</source>
        <translation>Línea de tiempo: recortar o prolongar una trayectoria</translation>
    </message>
    <message>
        <source>drag its end</source>
        <translation>arrastrar su extremo</translation>
    </message>
    <message>
        <source>Timeline: join two tracks and fill the gap</source>
        <translation>Línea de tiempo: unir dos trayectorias y rellenar el hueco</translation>
    </message>
    <message>
        <source>drop an end on a bar</source>
        <translation>soltar un extremo sobre una barra</translation>
    </message>
    <message>
        <source>Timeline: scroll the lanes</source>
        <translation>Línea de tiempo: desplazar los carriles</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+rueda</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Ratón</translation>
    </message>
</context>
<context>
    <name>tw::ui::LabelMenu</name>
    <message>
        <source>New class</source>
        <translation>Clase nueva</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>A name, or a name with its values: carrying: bag, umbrella.
Without values it is yes or no.</source>
        <translation>Un nombre, o un nombre con sus valores: lleva: bolso, paraguas.
Sin valores es sí o no.</translation>
    </message>
    <message>
        <source>New attribute</source>
        <translation>Atributo nuevo</translation>
    </message>
    <message numerus="yes">
        <source>Class of %n tracks</source>
        <translation>
            <numerusform>Clase de %n trayectoria</numerusform>
            <numerusform>Clase de %n trayectorias</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Quitar de la lista</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message>
        <source>Attributes of %1</source>
        <translation>Atributos de %1</translation>
    </message>
    <message>
        <source>Attributes of %1 %2</source>
        <translation>Atributos de %1 %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::MainWindow</name>
    <message>
        <source>Locate the video…</source>
        <translation>Localizar el vídeo…</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Trayectorias</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Línea de tiempo</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Evaluación</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Abriendo %1</translation>
    </message>
    <message>
        <source>Frame %1 cannot be read. %2</source>
        <translation>No se puede leer el fotograma %1. %2</translation>
    </message>
    <message>
        <source>The video is missing: %1
Tracks can be viewed and edited without it.</source>
        <translation>Falta el vídeo: %1
Las trayectorias pueden verse y editarse sin él.</translation>
    </message>
    <message>
        <source>No tracks yet.

Track finds the people; N draws one by hand.</source>
        <translation>Aún no hay trayectorias.

Rastrear encuentra a las personas; N dibuja una a mano.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n por comprobar</numerusform>
            <numerusform>%n por comprobar</numerusform>
        </translation>
    </message>
    <message>
        <source>Tracks appear here.</source>
        <translation>Las trayectorias aparecen aquí.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Sin guardar</translation>
    </message>
    <message>
        <source>The last edits are not on disk: %1
They are lost when the window closes. File, Save project as keeps them.</source>
        <translation>Los últimos cambios no están en disco: %1
Se pierden al cerrar la ventana. Archivo, Guardar proyecto como los conserva.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Cerrar sin guardar</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>Borrar las vistas previas</translation>
    </message>
    <message numerus="yes">
        <source>Previews of %n videos deleted, %1 MB</source>
        <translation>
            <numerusform>Vistas previas de %n vídeo borradas, %1 MB</numerusform>
            <numerusform>Vistas previas de %n vídeos borradas, %1 MB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::MinimapBar</name>
    <message>
        <source>The whole video</source>
        <translation>Todo el vídeo</translation>
    </message>
</context>
<context>
    <name>tw::ui::NotesPanel</name>
    <message>
        <source>New note</source>
        <translation>Nota nueva</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Fotograma</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Notes and bookmarks of this video are listed here.</source>
        <translation>Aquí aparecen las notas y los marcadores de este vídeo.</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Marcador</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 se eliminó.</translation>
    </message>
    <message>
        <source>Note on frame %1</source>
        <translation>Nota sobre el fotograma %1</translation>
    </message>
    <message>
        <source>Note on %1 in frame %2</source>
        <translation>Nota sobre %1 en el fotograma %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::PersonGrid</name>
    <message>
        <source>Tracks that may not be people</source>
        <translation>Trayectorias que quizá no sean personas</translation>
    </message>
    <message>
        <source>not a person</source>
        <translation>no es persona</translation>
    </message>
    <message>
        <source>person</source>
        <comment>annotation</comment>
        <translation>persona</translation>
    </message>
</context>
<context>
    <name>tw::ui::PictureBoard</name>
    <message>
        <source>Pictures of the people in question</source>
        <translation>Imágenes de las personas en cuestión</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>ilegible</translation>
    </message>
</context>
<context>
    <name>tw::ui::PlaceMap</name>
    <message>
        <source>Where in the image it is</source>
        <translation>Dónde está en la imagen</translation>
    </message>
</context>
<context>
    <name>tw::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Como el escritorio</translation>
    </message>
    <message>
        <source>Length of trails</source>
        <translation>Longitud de las estelas</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> fotogramas</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>Patrones de línea además de colores</translation>
    </message>
    <message>
        <source>Helps when colours are hard to tell apart</source>
        <translation>Ayuda cuando cuesta distinguir los colores</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Estelas</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Preajuste</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>Teclas como en</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Acciones y sus teclas</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>New key of the chosen action</source>
        <translation>Nueva tecla de la acción elegida</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Predeterminada</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Nueva tecla</translation>
    </message>
    <message>
        <source>%1 was taken from: %2</source>
        <translation>%1 se tomó de: %2</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Acts at the next start of Trackwright.</source>
        <translation>Se aplica la próxima vez que se inicie Trackwright.</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Vídeos</translation>
    </message>
    <message>
        <source>Disk space for previews</source>
        <translation>Espacio en disco para las vistas previas</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>Borrar las vistas previas</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Vistas previas</translation>
    </message>
    <message>
        <source>Previews are small pictures of long videos. They are written in the background, so that dragging through a video shows each frame at once. They are kept in a cache folder; when the limit is reached, those opened longest ago are deleted first.</source>
        <translation>Las vistas previas son imágenes pequeñas de vídeos largos. Se escriben en segundo plano para que, al arrastrar por un vídeo, cada fotograma aparezca al instante. Se guardan en una carpeta de caché; al alcanzar el límite, se borran primero las abiertas hace más tiempo.</translation>
    </message>
</context>
<context>
    <name>tw::ui::QueueStrip</name>
    <message>
        <source>Findings answered last, this one, and the next three</source>
        <translation>Últimos hallazgos respondidos, este y los tres siguientes</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidChip</name>
    <message>
        <source>%1: person %2, similarity %3, %4</source>
        <translation>%1: persona %2, parecido %3, %4</translation>
    </message>
    <message>
        <source>Person %1, similarity %2, is another person in this frame</source>
        <translation>La persona %1, parecido %2, es otra persona en este fotograma</translation>
    </message>
    <message>
        <source>%1 is another person in this frame. X swaps the two.</source>
        <translation>%1 es otra persona en este fotograma. X intercambia las dos.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidController</name>
    <message>
        <source>Appearance is not known here yet: track the video, then ask again.</source>
        <translation>Aún no se conoce la apariencia aquí: rastree el vídeo y pregunte de nuevo.</translation>
    </message>
    <message>
        <source>%1 is %2: joined</source>
        <translation>%1 es %2: unidas</translation>
    </message>
    <message>
        <source>%1 is %2 %3</source>
        <translation>%1 es %2 %3</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>Intercambiadas %1 y %2 %3</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>Recuadro de %1 en el fotograma %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidPanel</name>
    <message>
        <source>Who is this?</source>
        <translation>¿Quién es?</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Alcance</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nueva persona</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The person asked about</source>
        <translation>La persona por la que se pregunta</translation>
    </message>
    <message>
        <source>also here</source>
        <translation>también aquí</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>hace %1 s</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>dentro de %1 s</translation>
    </message>
    <message>
        <source>%1 %2 becomes the person you choose</source>
        <translation>%1 %2 pasa a ser la persona elegida</translation>
    </message>
    <message>
        <source>a box without a track, score %1; in frame %2</source>
        <translation>un recuadro sin trayectoria, puntuación %1; en el fotograma %2</translation>
    </message>
    <message>
        <source>no detection here; the nearest one, in frame %1</source>
        <translation>sin detección aquí; la más cercana, en el fotograma %1</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>to itself</source>
        <translation>consigo misma</translation>
    </message>
    <message>
        <source>No other track has a known appearance to compare with.</source>
        <translation>Ninguna otra trayectoria tiene apariencia conocida para comparar.</translation>
    </message>
    <message>
        <source>All known people are elsewhere in this frame.</source>
        <translation>Todas las personas conocidas están en otro lugar de este fotograma.</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidTools</name>
    <message>
        <source>No ghost in this frame. Shift+Down shows weaker ones.</source>
        <translation>No hay fantasmas en este fotograma. Mayús+Abajo muestra más débiles.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkController</name>
    <message>
        <source>Nothing else follows from this fix. Enter accepts it.</source>
        <translation>De esta corrección no se sigue nada más. Intro la acepta.</translation>
    </message>
    <message>
        <source>Verdicts are applied when tracking ends.</source>
        <translation>Los veredictos se aplican al acabar el rastreo.</translation>
    </message>
    <message>
        <source>Nothing changes: all verdicts are applied.</source>
        <translation>Nada cambia: todos los veredictos están aplicados.</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: try again.</source>
        <translation>Las trayectorias se editaron entretanto: inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkView</name>
    <message>
        <source>Boxes that would get another number</source>
        <translation>Recuadros que cambiarían de número</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Dejar como está</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n recuadro</numerusform>
            <numerusform>%n recuadros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n swaps</source>
        <translation>
            <numerusform>%n intercambio</numerusform>
            <numerusform>%n intercambios</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joins</source>
        <translation>
            <numerusform>%n unión</numerusform>
            <numerusform>%n uniones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n splits</source>
        <translation>
            <numerusform>%n división</numerusform>
            <numerusform>%n divisiones</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 change, %2.</source>
        <translation>%1 cambian, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes get another number</source>
        <translation>
            <numerusform>%n recuadro cambia de número</numerusform>
            <numerusform>%n recuadros cambian de número</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last fix resolves %n more findings.</source>
        <translation>
            <numerusform>La última corrección resuelve %n hallazgo más.</numerusform>
            <numerusform>La última corrección resuelve %n hallazgos más.</numerusform>
        </translation>
    </message>
    <message>
        <source>Applying verdicts…</source>
        <translation>Aplicando veredictos…</translation>
    </message>
    <message numerus="yes">
        <source>The fix, and %n more findings resolved</source>
        <translation>
            <numerusform>La corrección y %n hallazgo más resuelto</numerusform>
            <numerusform>La corrección y %n hallazgos más resueltos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resolves %n findings</source>
        <translation>
            <numerusform>Resuelve %n hallazgo</numerusform>
            <numerusform>Resuelve %n hallazgos</numerusform>
        </translation>
    </message>
    <message>
        <source>Applies verdicts</source>
        <translation>Aplica los veredictos</translation>
    </message>
    <message>
        <source>%1 → %2   frames %3 to %4, %5</source>
        <translation>%1 → %2   fotogramas %3 a %4, %5</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewController</name>
    <message>
        <source>Looking for findings…</source>
        <translation>Buscando hallazgos…</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n por comprobar</numerusform>
            <numerusform>%n por comprobar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks that are not people</source>
        <translation>
            <numerusform>Eliminada %n trayectoria que no es una persona</numerusform>
            <numerusform>Eliminadas %n trayectorias que no son personas</numerusform>
        </translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>Aún no están todas las imágenes.</translation>
    </message>
    <message>
        <source>No verdict to take back. Accepted fixes are edits: undo takes them back.</source>
        <translation>No hay veredicto que retirar. Las correcciones aceptadas son cambios: Deshacer las retira.</translation>
    </message>
    <message>
        <source>Still looking for findings.</source>
        <translation>Aún se buscan hallazgos.</translation>
    </message>
    <message>
        <source>No finding is left.</source>
        <translation>No queda ningún hallazgo.</translation>
    </message>
    <message>
        <source>Kept all of them</source>
        <translation>Todas conservadas</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: accept again.</source>
        <translation>Las trayectorias se editaron entretanto: acepte de nuevo.</translation>
    </message>
    <message>
        <source>Kept %1: no detection beyond its end</source>
        <translation>%1 conservada: sin detección más allá de su final</translation>
    </message>
    <message>
        <source>Kept as it is: %1</source>
        <translation>Conservado como está: %1</translation>
    </message>
    <message>
        <source>Verdicts within 0.3 s of the pictures do not count.</source>
        <translation>Los veredictos dados antes de 0,3 s de ver las imágenes no cuentan.</translation>
    </message>
    <message>
        <source>Put off, because it was not seen: %1</source>
        <translation>Aplazado porque no se vio: %1</translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept, %3 put off; the rest is ranked again.</source>
        <translation>%1 corregidos, %2 conservados, %3 aplazados; el resto se ha reordenado.</translation>
    </message>
    <message numerus="yes">
        <source>The %n unlikely findings: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n hallazgo improbable: cerca de un error por cada %1 revisiones.</numerusform>
            <numerusform>%n hallazgos improbables: cerca de un error por cada %1 revisiones.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 de %2, %3</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewPanel</name>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>Nada parece sospechoso.</translation>
    </message>
    <message>
        <source>About %1 ± %2 identity errors are left among them.</source>
        <translation>Entre ellos quedan unos %1 ± %2 errores de identidad.</translation>
    </message>
    <message>
        <source>Share of findings with a verdict</source>
        <translation>Parte de los hallazgos con veredicto</translation>
    </message>
    <message>
        <source>Findings, the most useful first</source>
        <translation>Hallazgos, primero los más útiles</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Another fix: swap %1, join %2, split %3, delete %4. The arrow keys move the cut. %5 shows what else the fix resolves. %6 opens the review mode with large pictures.</source>
        <translation>Otra corrección: intercambiar %1, unir %2, dividir %3, eliminar %4. Las flechas mueven el corte. %5 muestra qué más resuelve. %6 abre el modo de revisión con imágenes grandes.</translation>
    </message>
    <message>
        <source>Likely errors appear here when there are tracks.</source>
        <translation>Los errores probables aparecen aquí cuando hay trayectorias.</translation>
    </message>
    <message>
        <source>Likely errors are looked for when tracking ends.</source>
        <translation>Los errores probables se buscan al acabar el rastreo.</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>Buscando hallazgos…</translation>
    </message>
    <message>
        <source>Every finding is answered.</source>
        <translation>Todos los hallazgos tienen respuesta.</translation>
    </message>
    <message>
        <source>Hide the unlikely ones</source>
        <translation>Ocultar los improbables</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely</source>
        <translation>
            <numerusform>Mostrar %n improbable</numerusform>
            <numerusform>Mostrar %n improbables</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 worth checking, %2 done</source>
        <translation>%1 por comprobar, %2 hechos</translation>
    </message>
    <message>
        <source>Show the unlikely findings</source>
        <translation>Mostrar los hallazgos improbables</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely or put off</source>
        <translation>
            <numerusform>Mostrar %n improbable o pospuesto</numerusform>
            <numerusform>Mostrar %n improbables o pospuestos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewStage</name>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>No es una persona</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Unir</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Which of these are not people?</source>
        <translation>¿Cuáles de estas no son personas?</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>Leyendo las imágenes…</translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>Aún no están todas las imágenes.</translation>
    </message>
    <message>
        <source>Swap with…</source>
        <translation>Intercambiar con…</translation>
    </message>
    <message>
        <source>Cross them out with a click or 0. What is left stays.</source>
        <translation>Táchelos con un clic o con 0. Lo demás se queda.</translation>
    </message>
    <message>
        <source>All are people</source>
        <translation>Todos son personas</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n tracks</source>
        <translation>
            <numerusform>Eliminar %n trayectoria</numerusform>
            <numerusform>Eliminar %n trayectorias</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::RunCard</name>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
</context>
<context>
    <name>tw::ui::ScoresModel</name>
    <message>
        <source>better than the other</source>
        <translation>mejor que el otro</translation>
    </message>
    <message>
        <source>worse than the other</source>
        <translation>peor que el otro</translation>
    </message>
    <message>
        <source>%1 (less is better)</source>
        <translation>%1 (menos es mejor)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Medida</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
</context>
<context>
    <name>tw::ui::Session</name>
    <message>
        <source>Open %1</source>
        <translation>Abrir %1</translation>
    </message>
    <message>
        <source>Finish %1</source>
        <translation>Terminar %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::SimilarityController</name>
    <message>
        <source>Looks like %1</source>
        <translation>Se parece a %1</translation>
    </message>
    <message>
        <source>Looks like %1 here</source>
        <translation>Aquí se parece a %1</translation>
    </message>
    <message>
        <source>There is no similarity map before the video is tracked.</source>
        <translation>No hay mapa de similitud antes de rastrear el vídeo.</translation>
    </message>
</context>
<context>
    <name>tw::ui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Proyectos recientes</translation>
    </message>
    <message>
        <source>1  Track</source>
        <translation>1  Rastrear</translation>
    </message>
    <message>
        <source>Finds the people in the video and numbers them.</source>
        <translation>Encuentra a las personas del vídeo y las numera.</translation>
    </message>
    <message>
        <source>2  Review</source>
        <translation>2  Revisar</translation>
    </message>
    <message>
        <source>Shows the likely errors; one key corrects each.</source>
        <translation>Muestra los errores probables; una tecla corrige cada uno.</translation>
    </message>
    <message>
        <source>3  Export</source>
        <translation>3  Exportar</translation>
    </message>
    <message>
        <source>Writes MOTChallenge ground truth and checks it.</source>
        <translation>Escribe la referencia MOTChallenge y la comprueba.</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>Abrir vídeo…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>Abrir carpeta de imágenes…</translation>
    </message>
    <message>
        <source>Try it with a drawn clip</source>
        <translation>Probar con un clip dibujado</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Abriendo %1</translation>
    </message>
    <message>
        <source>Drop a video here</source>
        <translation>Suelte aquí un vídeo</translation>
    </message>
    <message>
        <source>Reading its frame index</source>
        <translation>Leyendo su índice de fotogramas</translation>
    </message>
    <message>
        <source>a project, a folder of images or a MOTChallenge sequence works too</source>
        <translation>también un proyecto, una carpeta de imágenes o una secuencia MOTChallenge</translation>
    </message>
</context>
<context>
    <name>tw::ui::StatusStrip</name>
    <message>
        <source>Tracking %1 % · starting</source>
        <translation>Rastreo %1 % · iniciando</translation>
    </message>
    <message>
        <source>Tracking %1 % · %2 frames/s</source>
        <translation>Rastreo %1 % · %2 fotogramas/s</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · faltan %1</translation>
    </message>
    <message>
        <source>Tracking paused at frame %1</source>
        <translation>Rastreo en pausa en el fotograma %1</translation>
    </message>
    <message>
        <source>Tracked %1 frames</source>
        <translation>%1 fotogramas rastreados</translation>
    </message>
    <message>
        <source>Tracking stopped at frame %1 of %2</source>
        <translation>Rastreo detenido en el fotograma %1 de %2</translation>
    </message>
    <message>
        <source>Tracking failed: %1</source>
        <translation>Falló el rastreo: %1</translation>
    </message>
    <message>
        <source>Progress of tracking</source>
        <translation>Progreso del rastreo</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Guardar en otro lugar…</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Sin guardar: %1</translation>
    </message>
    <message>
        <source>no changes yet</source>
        <translation>sin cambios</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>guardando…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>guardado</translation>
    </message>
    <message numerus="yes">
        <source>saved %n s ago</source>
        <translation>
            <numerusform>guardado hace %n s</numerusform>
            <numerusform>guardado hace %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved %n min ago</source>
        <translation>
            <numerusform>guardado hace %n min</numerusform>
            <numerusform>guardado hace %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Associating the whole video</source>
        <translation>Asociando todo el vídeo</translation>
    </message>
</context>
<context>
    <name>tw::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Línea de tiempo</translation>
    </message>
    <message>
        <source>Tracks over time. Arrow keys step, Home and End go to the ends of the selected track.</source>
        <translation>Trayectorias en el tiempo. Las flechas avanzan, Inicio y Fin van a los extremos de la trayectoria seleccionada.</translation>
    </message>
    <message>
        <source>%1 Frame %2, %3 %. Click to look at it.</source>
        <translation>%1 Fotograma %2, %3 %. Clic para verlo.</translation>
    </message>
</context>
<context>
    <name>tw::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Deshacer el último cambio</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackActions</name>
    <message>
        <source>Measuring failed. %1</source>
        <translation>Falló la medición. %1</translation>
    </message>
    <message>
        <source>Colours and camera motion are measured.</source>
        <translation>Los colores y el movimiento de la cámara están medidos.</translation>
    </message>
    <message>
        <source>Tracking failed. %1</source>
        <translation>Falló el rastreo. %1</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>Pausar el rastreo</translation>
    </message>
    <message>
        <source>Resume tracking</source>
        <translation>Reanudar el rastreo</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>Rastrear personas</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Rastrear</translation>
    </message>
    <message>
        <source>Tracking options: %1</source>
        <translation>Opciones de rastreo: %1</translation>
    </message>
    <message>
        <source>There are %1 tracks with %2 boxes already.</source>
        <translation>Ya hay %1 trayectorias con %2 recuadros.</translation>
    </message>
    <message>
        <source>Keep what was edited: %1 edited tracks stay as they are, %2 deleted ones stay away, %3 others are replaced.</source>
        <translation>Conservar lo editado: %1 trayectorias editadas quedan igual, %2 eliminadas no vuelven, %3 otras se reemplazan.</translation>
    </message>
    <message>
        <source>Keep What Was Edited</source>
        <translation>Conservar lo editado</translation>
    </message>
    <message>
        <source>Only untracked frames: %1 frames without tracks; everything else stays.</source>
        <translation>Solo fotogramas sin rastrear: %1 fotogramas sin trayectorias; todo lo demás queda.</translation>
    </message>
    <message>
        <source>Only Untracked Frames</source>
        <translation>Solo fotogramas sin rastrear</translation>
    </message>
    <message>
        <source>A second set: nothing is changed, new tracks enter beside the others.</source>
        <translation>Segundo conjunto: nada cambia, las trayectorias nuevas se añaden junto a las demás.</translation>
    </message>
    <message>
        <source>Undo takes the run back.</source>
        <translation>Deshacer retira la ejecución.</translation>
    </message>
    <message>
        <source>A Second Set to Compare</source>
        <translation>Segundo conjunto para comparar</translation>
    </message>
    <message>
        <source>Track again</source>
        <translation>Rastrear de nuevo</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackImport</name>
    <message>
        <source>Import %1</source>
        <translation>Importar %1</translation>
    </message>
    <message>
        <source>%1 cannot be imported. %2</source>
        <translation>No se puede importar %1. %2</translation>
    </message>
    <message>
        <source>%1 holds no tracks.</source>
        <translation>%1 no contiene trayectorias.</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Importación de %1</translation>
    </message>
    <message>
        <source>%1 holds tracks of several videos. Which one is open here?</source>
        <translation>%1 contiene trayectorias de varios vídeos. ¿Cuál está abierto aquí?</translation>
    </message>
    <message>
        <source>Scale boxes and convert times</source>
        <translation>Escalar recuadros y convertir tiempos</translation>
    </message>
    <message>
        <source>Scale boxes</source>
        <translation>Escalar recuadros</translation>
    </message>
    <message>
        <source>Convert times</source>
        <translation>Convertir los tiempos</translation>
    </message>
    <message>
        <source>Take as they are</source>
        <translation>Tomar tal cual</translation>
    </message>
    <message>
        <source>%1 was made for another video:
%2.</source>
        <translation>%1 se hizo para otro vídeo:
%2.</translation>
    </message>
    <message>
        <source>Imported %1 tracks with %2 boxes from %3</source>
        <translation>Importadas %1 trayectorias con %2 recuadros de %3</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>línea %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n lines were not taken as they are:</source>
        <translation>
            <numerusform>%n línea no se tomó tal cual:</numerusform>
            <numerusform>%n líneas no se tomaron tal cual:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks of %1 have numbers that tracks here have already: %2.</source>
        <translation>
            <numerusform>%n trayectoria de %1 tiene un número que ya existe aquí: %2.</numerusform>
            <numerusform>%n trayectorias de %1 tienen números que ya existen aquí: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>New numbers: the tracks of the file get free ones, nothing here changes.</source>
        <translation>Números nuevos: las trayectorias del archivo reciben números libres; aquí no cambia nada.</translation>
    </message>
    <message>
        <source>Replace: the tracks here with these numbers give way. Undo brings them back.</source>
        <translation>Reemplazar: las trayectorias de aquí con esos números desaparecen. Deshacer las recupera.</translation>
    </message>
    <message>
        <source>Ground truth: the file is only compared with, in the Evaluation panel.</source>
        <translation>Referencia: el archivo solo se usa para comparar, en el panel Evaluación.</translation>
    </message>
    <message>
        <source>Give New Numbers</source>
        <translation>Dar números nuevos</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>Use as Ground Truth</source>
        <translation>Usar como referencia</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackListModel</name>
    <message>
        <source>hidden</source>
        <translation>oculta</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>visible</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>bloqueada</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>sin bloquear</translation>
    </message>
    <message>
        <source>Shown or hidden</source>
        <translation>Visible u oculta</translation>
    </message>
    <message>
        <source>Locked against edits</source>
        <translation>Bloqueada contra cambios</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Recuadros</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntos</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackOptionsDialog</name>
    <message>
        <source>Tracking options</source>
        <translation>Opciones de rastreo</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>Tamaño de entrada de la red</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ancho</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Alto</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Minimum score of a person</source>
        <translation>Puntuación mínima de una persona</translation>
    </message>
    <message>
        <source>Detections below this score become ghosts: shown, not tracked</source>
        <translation>Las detecciones por debajo son fantasmas: se muestran, no se rastrean</translation>
    </message>
    <message>
        <source>Run the network on every n-th frame</source>
        <translation>Ejecutar la red cada n fotogramas</translation>
    </message>
    <message>
        <source>Boxes of the frames between are interpolated</source>
        <translation>Los recuadros intermedios se interpolan</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>Solo el intervalo marcado</translation>
    </message>
    <message>
        <source>Only the marked range, frames %1 to %2</source>
        <translation>Solo el intervalo marcado, fotogramas %1 a %2</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Every n-th frame</source>
        <translation>Cada n fotogramas</translation>
    </message>
    <message>
        <source>Track now</source>
        <translation>Rastrear ahora</translation>
    </message>
    <message>
        <source>Save options</source>
        <translation>Guardar opciones</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>Archivo de pesos…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>Pesos (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Exhaustivo</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Minucioso</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rápido</translation>
    </message>
    <message>
        <source>Careful finds more small people than Fast and needs about three times as long. Thorough also looks in the mirror: fewer false people and switches, twice as long again.</source>
        <translation>Minucioso encuentra más personas pequeñas que Rápido y tarda unas tres veces más. Exhaustivo mira también la imagen en espejo: menos personas falsas e intercambios, el doble de tiempo.</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Personalizado</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>Rastreador</translation>
    </message>
    <message>
        <source>Whole video (offline)</source>
        <translation>Todo el vídeo (sin conexión)</translation>
    </message>
    <message>
        <source>Frame by frame (FairMOT)</source>
        <translation>Fotograma a fotograma (FairMOT)</translation>
    </message>
    <message>
        <source>With the whole video in view, the tracks are solved again when the last frame is there;
boxes you touched stay, and one Undo brings the other tracks back</source>
        <translation>Con todo el vídeo, las trayectorias se resuelven de nuevo al llegar al último fotograma;
los recuadros que tocó se conservan y un solo Deshacer recupera las demás trayectorias</translation>
    </message>
    <message>
        <source>%1 · %2 frames/s</source>
        <translation>%1 · %2 fotogramas/s</translation>
    </message>
    <message>
        <source>Frames per second: of the network alone, measured on this machine when these options open</source>
        <translation>Fotogramas por segundo: solo la red, medidos en este equipo al abrir estas opciones</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n threads</source>
        <translation>
            <numerusform>%1, %n hilo</numerusform>
            <numerusform>%1, %n hilos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackThumbnails</name>
    <message>
        <source>frames %1 to %2</source>
        <translation>fotogramas %1 a %2</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n recuadro</numerusform>
            <numerusform>%n recuadros</numerusform>
        </translation>
    </message>
    <message>
        <source>mean score %1</source>
        <translation>puntuación media %1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>bloqueada</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>oculta</translation>
    </message>
</context>
<context>
    <name>tw::ui::TracksPanel</name>
    <message>
        <source>Filter tracks</source>
        <translation>Filtrar trayectorias</translation>
    </message>
    <message>
        <source>Filter: 12, name, len&lt;20, score&lt;0.4</source>
        <translation>Filtro: 12, nombre, len&lt;20, score&lt;0.4</translation>
    </message>
    <message>
        <source>Words that must all hold: a number, a part of a name, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</source>
        <translation>Condiciones que deben cumplirse todas: un número, parte de un nombre, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Trayectorias</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tracks</source>
        <translation>
            <numerusform>%1 de %n trayectoria</numerusform>
            <numerusform>%1 de %n trayectorias</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainDialog</name>
    <message>
        <source>Train a model</source>
        <translation>Entrenar un modelo</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Iniciar entrenamiento</translation>
    </message>
    <message>
        <source>Resume the last one</source>
        <translation>Reanudar el último</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Este proyecto</translation>
    </message>
    <message>
        <source>Which boxes of the project</source>
        <translation>Qué recuadros del proyecto</translation>
    </message>
    <message>
        <source>what is verified</source>
        <translation>lo verificado</translation>
    </message>
    <message>
        <source>every box</source>
        <translation>todos los recuadros</translation>
    </message>
    <message>
        <source>%1 marks everyone in the frame or the marked range as verified.
Every box: unchecked tracker output too, errors included.</source>
        <translation>%1 marca como verificadas a todas las personas del fotograma o del intervalo marcado.
Todos los recuadros: también el resultado sin comprobar, con sus errores.</translation>
    </message>
    <message>
        <source>Training folders</source>
        <translation>Carpetas de entrenamiento</translation>
    </message>
    <message>
        <source>Sequences in MOTChallenge layout, or folders of them</source>
        <translation>Secuencias con formato MOTChallenge, o carpetas que las contienen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Añadir…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>Entrenar con</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Carpetas</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partir de</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receta</translation>
    </message>
    <message>
        <source>Fine-tune: adapt a finished model to this kind of video</source>
        <translation>Ajuste fino: adaptar un modelo existente a este tipo de vídeo</translation>
    </message>
    <message>
        <source>Full: train on a large data set</source>
        <translation>Completo: entrenar con un conjunto de datos grande</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Minutes or epochs</source>
        <translation>Minutos o épocas</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>épocas</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>Tamaño de entrada de la red</translation>
    </message>
    <message>
        <source>The recipe&apos;s</source>
        <translation>El de la receta</translation>
    </message>
    <message>
        <source>Images in a batch</source>
        <translation>Imágenes por lote</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>Carpeta de ejecución</translation>
    </message>
    <message>
        <source>Weights, log, curves and sample images go here</source>
        <translation>Aquí van pesos, registro, curvas e imágenes de muestra</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>weights of the last training</source>
        <translation>pesos del último entrenamiento</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>pesos aleatorios</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>Archivo de pesos…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>Pesos (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Folder of sequences</source>
        <translation>Carpeta de secuencias</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>No hay ningún proyecto abierto.</translation>
    </message>
    <message>
        <source>%1 frames, %2 boxes, %3 people. The last fifth of the verified frames is held out for validation.</source>
        <translation>%1 fotogramas, %2 recuadros, %3 personas. El último quinto de los fotogramas verificados se reserva para validación.</translation>
    </message>
    <message>
        <source>Nothing is verified yet. Check frames and press %1, or use every box.</source>
        <translation>Aún no hay nada verificado. Compruebe fotogramas y pulse %1, o use todos los recuadros.</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Progreso del entrenamiento</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>Detection AP at IoU 0.5</source>
        <translation>AP de detección con IoU 0,5</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Another training…</source>
        <translation>Otro entrenamiento…</translation>
    </message>
    <message>
        <source>Use this model now</source>
        <translation>Usar este modelo ahora</translation>
    </message>
    <message>
        <source>Track people takes these weights from now on</source>
        <translation>Rastrear personas usa estos pesos desde ahora</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Preparing: reading images, evaluating the initial model</source>
        <translation>Preparando: leyendo imágenes, evaluando el modelo inicial</translation>
    </message>
    <message>
        <source>Training, %1 % done</source>
        <translation>Entrenando, %1 % hecho</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, faltan %2</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>En pausa al %1 %</translation>
    </message>
    <message>
        <source>Stopping: the state is being saved</source>
        <translation>Deteniendo: guardando el estado</translation>
    </message>
    <message>
        <source>Stopped at %1 %</source>
        <translation>Detenido al %1 %</translation>
    </message>
    <message>
        <source>Done after %1</source>
        <translation>Terminado tras %1</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>Falló el entrenamiento</translation>
    </message>
    <message>
        <source>step %1, epoch %2</source>
        <translation>paso %1, época %2</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 imágenes/s</translation>
    </message>
    <message>
        <source>best AP %1 %</source>
        <translation>mejor AP %1 %</translation>
    </message>
    <message>
        <source>before %1 %</source>
        <translation>antes %1 %</translation>
    </message>
    <message>
        <source>The first steps are running</source>
        <translation>Los primeros pasos están en curso</translation>
    </message>
    <message>
        <source>No training step was run</source>
        <translation>No se ejecutó ningún paso de entrenamiento</translation>
    </message>
    <message>
        <source>Measured every few minutes</source>
        <translation>Medido cada pocos minutos</translation>
    </message>
    <message>
        <source>No validation data</source>
        <translation>Sin datos de validación</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avanzado</translation>
    </message>
    <message>
        <source>Identity from</source>
        <translation>Identidad a partir de</translation>
    </message>
    <message>
        <source>The centre of a person (the paper&apos;s)</source>
        <translation>El centro de la persona (como en el artículo)</translation>
    </message>
    <message>
        <source>All cells near the centre (POS-Anchor)</source>
        <translation>Todas las celdas cercanas al centro (POS-Anchor)</translation>
    </message>
    <message>
        <source>Balance of the losses</source>
        <translation>Equilibrio de las pérdidas</translation>
    </message>
    <message>
        <source>Uncertainty, by task (the paper&apos;s)</source>
        <translation>Incertidumbre por tarea (como en el artículo)</translation>
    </message>
    <message>
        <source>Uncertainty, by branch</source>
        <translation>Incertidumbre por rama</translation>
    </message>
    <message>
        <source>Fixed weights</source>
        <translation>Pesos fijos</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Vector de identidad</translation>
    </message>
    <message>
        <source>The network&apos;s</source>
        <translation>El de la red</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 números</translation>
    </message>
    <message>
        <source>Another size than that of the weights begins with random numbers for identities</source>
        <translation>Un tamaño distinto del de los pesos empieza con números aleatorios para las identidades</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingActions</name>
    <message>
        <source>Track people uses %1 from now on.</source>
        <translation>Rastrear personas usa %1 desde ahora.</translation>
    </message>
    <message>
        <source>The training is done: AP %1 %. Track, Train a model offers to use it.</source>
        <translation>Entrenamiento terminado: AP %1 %. Rastreo, Entrenar un modelo permite usarlo.</translation>
    </message>
    <message>
        <source>The training is done. Track, Train a model offers to use it.</source>
        <translation>Entrenamiento terminado. Rastreo, Entrenar un modelo permite usarlo.</translation>
    </message>
    <message>
        <source>The training failed. %1</source>
        <translation>Falló el entrenamiento. %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingRun</name>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>The end of the training could not be written to %1.</source>
        <translation>No se pudo escribir el fin del entrenamiento en %1.</translation>
    </message>
</context>
<context>
    <name>tw::ui::TransportBar</name>
    <message>
        <source>Frame</source>
        <translation>Fotograma</translation>
    </message>
    <message>
        <source>Frame, from 1</source>
        <translation>Fotograma, desde 1</translation>
    </message>
    <message>
        <source>Zoom of the video</source>
        <translation>Ampliación del vídeo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>de %1</translation>
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
        <translation>Las detecciones guardadas se asocian de nuevo con otras opciones y se comparan con los fotogramas que usted verificó. La mitad de ellos elige las opciones, la otra decide si son mejores. El seguimiento posterior de este proyecto las usa; ahora no cambia nada.</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>Tune tracking</source>
        <translation>Ajustar el seguimiento</translation>
    </message>
    <message>
        <source>The project has tuned options already.</source>
        <translation>El proyecto ya tiene opciones ajustadas.</translation>
    </message>
    <message>
        <source>Use the Usual Options Again</source>
        <translation>Volver a las opciones habituales</translation>
    </message>
    <message>
        <source>Later tracking uses the usual options.</source>
        <translation>El seguimiento posterior usa las opciones habituales.</translation>
    </message>
    <message>
        <source>Tuning on the verified frames; the list of jobs shows how far it is.</source>
        <translation>Ajuste con los fotogramas verificados; la lista de tareas muestra el avance.</translation>
    </message>
    <message numerus="yes">
        <source>on %n frames held back MOTA %1 to %2, IDF1 %3 to %4</source>
        <translation>
            <numerusform>en %n fotograma reservado, MOTA de %1 a %2, IDF1 de %3 a %4</numerusform>
            <numerusform>en %n fotogramas reservados, MOTA de %1 a %2, IDF1 de %3 a %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %n tries was better than the options in use.</source>
        <translation>
            <numerusform>%n intento: no mejor que las opciones actuales.</numerusform>
            <numerusform>Ninguno de los %n intentos fue mejor que las opciones actuales.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept, there is no gain: %1.</source>
        <translation>No se conserva, no hay mejora: %1.</translation>
    </message>
    <message>
        <source>Tuned: %1. Later tracking of this project uses it.</source>
        <translation>Ajustado: %1. El seguimiento posterior de este proyecto lo usa.</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Vídeo</translation>
    </message>
    <message numerus="yes">
        <source>Frame %1, %n people</source>
        <translation>
            <numerusform>Fotograma %1, %n persona</numerusform>
            <numerusform>Fotograma %1, %n personas</numerusform>
        </translation>
    </message>
    <message>
        <source>; person %1 is selected</source>
        <translation>; la persona %1 está seleccionada</translation>
    </message>
    <message>
        <source>still frame %1</source>
        <translation>todavía fotograma %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoDetails</name>
    <message>
        <source>frame %1</source>
        <translation>fotograma %1</translation>
    </message>
    <message>
        <source>track %1</source>
        <translation>trayectoria %1</translation>
    </message>
    <message>
        <source>resolved by %1</source>
        <translation>resuelto por %1</translation>
    </message>
    <message>
        <source>Show resolved comments</source>
        <translation>Mostrar comentarios resueltos</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Comentarios</translation>
    </message>
    <message>
        <source>Enter goes to the place of a comment</source>
        <translation>Intro lleva al lugar de un comentario</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <source>Comment; @name addresses a person</source>
        <translation>Comentario; @nombre se dirige a una persona</translation>
    </message>
    <message>
        <source>Resolve comment</source>
        <translation>Resolver el comentario</translation>
    </message>
    <message>
        <source>Choose a video of the list.</source>
        <translation>Elija un vídeo de la lista.</translation>
    </message>
    <message>
        <source>annotated by %1</source>
        <translation>anotado por %1</translation>
    </message>
    <message>
        <source>a second time by %1</source>
        <translation>por segunda vez por %1</translation>
    </message>
    <message>
        <source>%1, %2: accepted</source>
        <translation>%1, %2: aceptado</translation>
    </message>
    <message>
        <source>%1, %2: sent back. %3</source>
        <translation>%1, %2: devuelto. %3</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Sobre %1</translation>
    </message>
    <message>
        <source>Reopen comment</source>
        <translation>Reabrir el comentario</translation>
    </message>
    <message>
        <source>No comments yet. While the video is open, a comment can refer to a frame and a track.</source>
        <translation>Aún no hay comentarios. Mientras el vídeo está abierto, un comentario puede referirse a un fotograma y a una trayectoria.</translation>
    </message>
    <message>
        <source>Every comment is resolved.</source>
        <translation>Todos los comentarios están resueltos.</translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkModes</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n trayectoria</numerusform>
            <numerusform>%n trayectorias</numerusform>
        </translation>
    </message>
    <message>
        <source> in %1 frames.</source>
        <translation> en %1 fotogramas.</translation>
    </message>
    <message>
        <source>Looking for likely errors…</source>
        <translation>Buscando errores probables…</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks may not be people.</source>
        <translation>
            <numerusform>%n trayectoria quizá no sea una persona.</numerusform>
            <numerusform>%n trayectorias quizá no sean personas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings are worth checking.</source>
        <translation>
            <numerusform>%n hallazgo merece comprobarse.</numerusform>
            <numerusform>%n hallazgos merecen comprobarse.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>Nada parece sospechoso.</translation>
    </message>
    <message>
        <source>Tracking finished</source>
        <translation>Rastreo terminado</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n por comprobar</numerusform>
            <numerusform>%n por comprobar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkflowBar</name>
    <message>
        <source>Track</source>
        <translation>Rastrear</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Steps of the work</source>
        <translation>Pasos del trabajo</translation>
    </message>
</context>
</TS>
