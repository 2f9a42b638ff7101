; What the setup says in Spanish; the same names as in words-en.nsh.

!macro Word NAME TEXT
  LangString ${NAME} ${LANG_SPANISH} "${TEXT}"
!macroend

!insertmacro Word welcome "Con esto se instala Caseroom ${VERSION}, el programa de gestión de casos de su oficina.$\r$\n$\r$\nLos expedientes de la oficina no forman parte del programa. Se quedan donde están, también cuando el programa se actualiza o se desinstala.$\r$\n$\r$\nSi Caseroom está abierto, se le pide que se cierre. Lo que esté escribiendo se conserva."
!insertmacro Word whom_title "¿Quién usará Caseroom?"
!insertmacro Word whom_subtitle "Elija para quién se instala en este equipo."
!insertmacro Word whom_me "Solo &yo"
!insertmacro Word whom_me_means "No hace falta un administrador."
!insertmacro Word whom_all "&Todas las personas que usan este equipo"
!insertmacro Word whom_all_means "Windows pedirá un administrador."
!insertmacro Word closing "Pidiendo a Caseroom que se cierre…"
!insertmacro Word still_open "Caseroom está abierto y no se ha cerrado. Ciérrelo en cada cuenta de este equipo que lo tenga abierto e inténtelo de nuevo. No se ha cambiado nada."
!insertmacro Word still_open_stopped "Caseroom sigue abierto, así que no se ha cambiado nada. Vuelva a iniciar la instalación cuando esté cerrado."
!insertmacro Word another_setup "Ya hay otra instalación de Caseroom en marcha. Espere a que termine."
!insertmacro Word newer "Está instalado Caseroom $OldVersion, que es más reciente que ${VERSION}. No se ha cambiado nada. Para volver a una versión anterior, desinstale primero la más reciente: los expedientes se quedan."
!insertmacro Word needs_administrator "Para instalar o quitar Caseroom para todas las personas que usan este equipo hace falta un administrador. No se ha cambiado nada."
!insertmacro Word too_old "Caseroom necesita Windows 10 (versión 1809) o posterior. No se ha cambiado nada."
!insertmacro Word is_an_office "La carpeta $INSTDIR contiene los expedientes de una oficina. Elija otra carpeta para el programa. No se ha cambiado nada."
!insertmacro Word cannot_write "No se pudieron escribir los archivos del programa en $INSTDIR. ¿Hay espacio en el disco, y puede usted cambiar esa carpeta? La versión que había antes sigue funcionando."
!insertmacro Word done "Caseroom ${VERSION} está instalado en $INSTDIR."
!insertmacro Word removed "Caseroom se ha quitado de este equipo. No se han tocado los expedientes de la oficina ni sus ajustes."
!insertmacro Word what_stays "Esto quita el programa de este equipo. No se tocan los expedientes de la oficina ni sus ajustes."
!insertmacro Word kind_of_file "Oficina de Caseroom"
!insertmacro Word what_it_is "Gestión de casos de su oficina"
!insertmacro Word usage "Caseroom-Setup-${VERSION}.exe [/S] [/ALLUSERS | /CURRENTUSER] [/OFFICE=ruta] [/UPDATE] [/LANG=en|es] [/D=carpeta]$\r$\n$\r$\n/S: no preguntar nada$\r$\n/UPDATE: volver a iniciar Caseroom al terminar$\r$\n/ALLUSERS: para todas las personas que usan este equipo (hace falta un administrador)$\r$\n/OFFICE: la oficina que se ofrece primero$\r$\n/D: dónde instalarlo; va al final y sin comillas"
!macroundef Word
