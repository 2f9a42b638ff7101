; A running program is asked to close, as if its window were closed; the setup never ends it by
; force: what is typed may be worth more than the hour.

!macro Running UN
  ; $0 becomes "1" while a Caseroom of this installation, or one of this person, is open.
  Function ${UN}IsOpen
    System::Call 'kernel32::OpenMutexW(i 0x00100000, i 0, w "Local\Caseroom") p .r0'
    ${If} $0 P<> 0
      System::Call 'kernel32::CloseHandle(p r0)'
      StrCpy $0 1
      Return
    ${EndIf}
    ; Windows lets nobody write to a program that runs, whoever runs it.
    StrCpy $1 "Caseroom.exe"
    Call ${UN}IsBusy
    ${If} $0 = 0
      StrCpy $1 "caseroom-cli.exe"
      Call ${UN}IsBusy
    ${EndIf}
  FunctionEnd

  ; $0 becomes "1" if the file $1 of the installation cannot be opened for writing. A virus scanner
  ; may hold it for a moment.
  Function ${UN}IsBusy
    StrCpy $0 0
    ${IfNot} ${FileExists} "$OldDir\$1"
      Return
    ${EndIf}
    ${ForEach} $2 1 4 + 1
      ClearErrors
      FileOpen $0 "$OldDir\$1" a
      ${IfNot} ${Errors}
        FileClose $0
        StrCpy $0 0
        Return
      ${EndIf}
      Sleep 500
    ${Next}
    StrCpy $0 1
  FunctionEnd

  Function ${UN}CloseRunning
    ${If} $OldDir == ""
      Return
    ${EndIf}
    ${Do}
      Call ${UN}IsOpen
      ${If} $0 = 0
        ${ExitDo}
      ${EndIf}
      ${If} ${FileExists} "$OldDir\caseroom-cli.exe"
        DetailPrint "$(closing)"
        nsExec::Exec /TIMEOUT=40000 '"$OldDir\caseroom-cli.exe" close --wait 20'
        Pop $0
        ; One that is ending by itself hears nobody any more, and is there for a moment yet.
        StrCpy $3 0
        ${DoUntil} $3 = 10
          Call ${UN}IsOpen
          ${If} $0 = 0
            ${ExitDo}
          ${EndIf}
          Sleep 500
          IntOp $3 $3 + 1
        ${Loop}
        ${If} $0 = 0
          ${ExitDo}
        ${EndIf}
      ${EndIf}
      ${If} ${Silent}
        !insertmacro Stop 1618 "$(still_open)"
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(still_open)" IDCANCEL`
        !insertmacro Stop 1618 "$(still_open_stopped)"
      ${EndIf}
    ${Loop}
  FunctionEnd
!macroend
!insertmacro Running ""
!insertmacro Running "un."
