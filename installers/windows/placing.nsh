; A new version is unpacked beside the one that is there, and then takes its place.

Function Unpack
  ClearErrors
  SetOutPath "$INSTDIR\${CONTENTS}"
  ${If} ${Errors}
    Abort ; .onInstFailed says so
  ${EndIf}
  ; The list goes first: whatever is interrupted after it can be removed by it.
  File "/oname=${LIST_NAME}" "${LIST}"
  File /r "${PROGRAM}\${CONTENTS}\*"
  SetOutPath $INSTDIR
  File "/oname=Caseroom.exe.new" "${PROGRAM}\Caseroom.exe"
  File "/oname=caseroom-cli.exe.new" "${PROGRAM}\caseroom-cli.exe"
  ClearErrors
  WriteUninstaller "$INSTDIR\Uninstall.exe.new"
  ${If} ${Errors}
    Abort ; .onInstFailed says so
  ${EndIf}
FunctionEnd

; One rename that replaces (1) and is on the disk when it returns (8). A virus scanner that looks at
; the new file holds it for a moment, so it is tried for five seconds.
!macro TakePlace NAME
  StrCpy $1 0
  ${Do}
    System::Call 'kernel32::MoveFileExW(w "$INSTDIR\${NAME}.new", w "$INSTDIR\${NAME}", i 9) i .r0'
    ${If} $0 <> 0
      ${ExitDo}
    ${EndIf}
    ${If} $1 = 20
      Abort ; .onInstFailed says so
    ${EndIf}
    IntOp $1 $1 + 1
    Sleep 250
  ${Loop}
!macroend

Function TakePlaces
  ; The new uninstaller first: it removes any version by its list.
  !insertmacro TakePlace "Uninstall.exe"
  StrCpy $Swapped 1
  !insertmacro TakePlace "caseroom-cli.exe"
  !insertmacro TakePlace "Caseroom.exe"
FunctionEnd
