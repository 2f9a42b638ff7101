; What the setup says in English. words-es.nsh has the same in Spanish; a test compares them.

!macro Word NAME TEXT
  LangString ${NAME} ${LANG_ENGLISH} "${TEXT}"
!macroend

!insertmacro Word welcome "This installs Caseroom ${VERSION}, the case-management program of your office.$\r$\n$\r$\nThe records of the office are not part of the program. They stay where they are, also when the program is brought up to date or removed.$\r$\n$\r$\nIf Caseroom is open, it is asked to close. What you are typing is kept."
!insertmacro Word whom_title "Who will use Caseroom?"
!insertmacro Word whom_subtitle "Choose for whom it is installed on this PC."
!insertmacro Word whom_me "Only &me"
!insertmacro Word whom_me_means "It needs no administrator."
!insertmacro Word whom_all "&Everybody who uses this PC"
!insertmacro Word whom_all_means "Windows asks for an administrator."
!insertmacro Word closing "Asking Caseroom to close…"
!insertmacro Word still_open "Caseroom is open, and did not close. Close it, on each account of this PC that has it open, and try again. Nothing was changed."
!insertmacro Word still_open_stopped "Caseroom is still open, so nothing was changed. Run the setup again when it is closed."
!insertmacro Word another_setup "Another setup of Caseroom is running. Wait until it is done."
!insertmacro Word newer "Caseroom $OldVersion is installed, which is newer than ${VERSION}. Nothing was changed. To go back to an older version, uninstall the newer one first: the records stay."
!insertmacro Word needs_administrator "To install or remove Caseroom for everybody who uses this PC, an administrator is needed. Nothing was changed."
!insertmacro Word too_old "Caseroom needs Windows 10 (version 1809) or newer. Nothing was changed."
!insertmacro Word is_an_office "The folder $INSTDIR holds the records of an office. Choose another folder for the program. Nothing was changed."
!insertmacro Word cannot_write "The program's files could not be written to $INSTDIR. Is there room on the disk, and may you change that folder? The version that was there before still works."
!insertmacro Word done "Caseroom ${VERSION} is installed in $INSTDIR."
!insertmacro Word removed "Caseroom was removed from this PC. The records of the office and your settings were not touched."
!insertmacro Word what_stays "This removes the program from this PC. The records of the office and your settings are not touched."
!insertmacro Word kind_of_file "Caseroom office"
!insertmacro Word what_it_is "Case management of your office"
!insertmacro Word usage "Caseroom-Setup-${VERSION}.exe [/S] [/ALLUSERS | /CURRENTUSER] [/OFFICE=path] [/UPDATE] [/LANG=en|es] [/D=folder]$\r$\n$\r$\n/S: ask nothing$\r$\n/UPDATE: start Caseroom again when it is done$\r$\n/ALLUSERS: for everybody who uses this PC (needs an administrator)$\r$\n/OFFICE: the office that is offered first$\r$\n/D: where to install it; must come last, without quotation marks"
!macroundef Word
