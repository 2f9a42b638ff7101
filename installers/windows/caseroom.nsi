; Caseroom's setup. installers/windows/build.py compiles it, and defines:
;   VERSION   1.2.3                 PROGRAM  the built folder, with Caseroom.exe and CONTENTS in it
;   CONTENTS  app-1.2.3             LIST     the list of what is in CONTENTS (removing.nsh)
;   OUT       the setup to write    KB       the installed size
;   ICON      an .ico               SIDE     the picture beside the first page, a .bmp
;   QUICK     (optional) to try only     SIGN     (optional) what signs the file that is its argument
;
; What holds, whenever the setup is killed: each program that is there starts. Every version has its
; files in a folder of its own, and each .exe knows by name the folder that it belongs to. So a new
; version is unpacked beside the old one, then its two programs take the old ones' places by one
; atomic rename each, and only then do the old version's files go, by their list.
;
; Rights. A per-user setup must never ask for an administrator, so the manifest says “user”. For all
; users (/ALLUSERS) it needs rights that the manifest does not ask for: it starts itself again
; through the shell's “runas”, which is Windows' own question. Silent, it asks nothing: whoever runs
; “/S /ALLUSERS” does so from an elevated prompt, a task or a policy, or is told 740.
;
; Exit codes are Windows' own numbers, which deployment tools know (“net helpmsg 1618”):
;   0 done   1602, 1223 the person stopped it   87 wrong usage   740 an administrator is needed
;   1150 Windows is too old   1603 files could not be written   1618 busy: try again later
;   1638 a newer version is installed

Target amd64-unicode
!ifdef QUICK ; larger, and never shipped: the rehearsal's next version
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 16 ; 64 would save 1.7 % of the setup and take a third more time to make it
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
AllowSkipFiles off

!include MUI2.nsh
!include nsDialogs.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include StrFunc.nsh
${StrRep}
${StrStr}
!include Win\COM.nsh
!include Win\Propkey.nsh

Name "Caseroom"
OutFile "${OUT}"
BrandingText "Caseroom ${VERSION}"
InstallDir ""
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define KEY "Software\Caseroom"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Caseroom"
!define PROGID "Caseroom.Office"
!define APP_ID "Caseroom.Caseroom"
!define POINTER "office.caseroom"
!define OLDEST_BUILD 17763 ; Windows 10 of 2018 (1809), the oldest that Qt runs on

Var Everyone   ; "1": for all users of the PC
Var Asked      ; "1": a switch said for whom
Var OldDir     ; where this setup's kind of installation is, or ""
Var OldVersion ; its version
Var Office     ; what /OFFICE= says
Var Update     ; "1": the program itself asked for it, and is started again when it is done
Var Closed     ; "1": the program is closed, so that it can be started again
Var Swapped    ; "1": the new version is in its place

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_ABORT PersonStopped
!define MUI_WELCOMEPAGE_TEXT "$(welcome)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(what_stays)"

!insertmacro MUI_PAGE_WELCOME
Page custom ForWhom ForWhomChosen
!define MUI_PAGE_CUSTOMFUNCTION_PRE OnlyWhenNew
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Spanish"
!addincludedir "${__FILEDIR__}"
!include words-en.nsh
!include words-es.nsh

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductName "Caseroom"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileDescription "Caseroom Setup"
VIAddVersionKey /LANG=${LANG_ENGLISH} CompanyName "Caseroom"
VIAddVersionKey /LANG=${LANG_ENGLISH} LegalCopyright "Caseroom"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!include telling.nsh
!include running.nsh
!include removing.nsh
!include placing.nsh
!include registering.nsh
!include pointer.nsh
!include choosing.nsh

Section
  AddSize ${KB} ; what functions unpack is not counted
  Call CloseRunning ; stops here, with nothing changed, if the program stays open
  StrCpy $Closed 1
  Call Unpack
  Call TakePlaces
  Call Register
  Call WritePointer
  ; From here on the new version is installed: what of an older one cannot go now, goes next time.
  Push "${CONTENTS}"
  Push $INSTDIR
  Call RemoveVersions
  ${If} $OldDir != ""
  ${AndIf} $OldDir != $INSTDIR
    Push $OldDir
    Call RemoveProgram
  ${EndIf}
  !insertmacro Tell "$(done)"
  ${If} $Update = 1
    Call StartProgram
  ${EndIf}
SectionEnd

; Also when a file could not be written: the disk is full, the folder may not be changed.
Function .onInstFailed
  ${If} $Swapped != 1
    Delete "$INSTDIR\Caseroom.exe.new"
    Delete "$INSTDIR\caseroom-cli.exe.new"
    Delete "$INSTDIR\Uninstall.exe.new"
    ${If} "app-$OldVersion" != "${CONTENTS}"
      SetOutPath $TEMP ; whoever stands in a folder keeps it
      Push "$INSTDIR\${CONTENTS}"
      Call RemoveContents
      RMDir $INSTDIR
    ${EndIf}
  ${EndIf}
  !insertmacro Stop 1603 "$(cannot_write)"
FunctionEnd

Function PersonStopped
  SetErrorLevel 1602
FunctionEnd

; After the last page, or because the program asked for its update (/UPDATE).
Function StartProgram
  ${If} $Everyone = 1 ; as the person, not with the setup's rights
    Exec '"$WINDIR\explorer.exe" "$SMPROGRAMS\Caseroom.lnk"'
  ${Else}
    Exec '"$INSTDIR\Caseroom.exe"'
  ${EndIf}
FunctionEnd

Section Uninstall
  Call un.CloseRunning
  Push $INSTDIR
  Call un.RemoveProgram
  ${If} $INSTDIR == "$LOCALAPPDATA\Programs\Caseroom"
    RMDir "$LOCALAPPDATA\Programs" ; if nobody else has anything there
  ${EndIf}
  Call un.Unregister
  !insertmacro Tell "$(removed)"
SectionEnd
