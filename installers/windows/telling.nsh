; What the setup has to say: in a box, on the console that started it, and in %TEMP%\Caseroom-Setup.log.

!macro Tell TEXT
  Push "${TEXT}"
  !ifdef __UNINSTALL__
    Call un.Tell
  !else
    Call Tell
  !endif
!macroend

; Says why it stops, and stops. Nothing after it runs.
!macro Stop CODE TEXT
  Push ${CODE}
  Push "${TEXT}"
  !ifdef __UNINSTALL__
    Call un.Stop
  !else
    Call Stop
  !endif
!macroend

!macro Telling UN
  Function ${UN}Tell
    Exch $0
    Push $1
    FileOpen $1 "$TEMP\Caseroom-Setup.log" w
    FileWriteUTF16LE /BOM $1 "Caseroom ${VERSION}: $0$\r$\n"
    FileClose $1
    ${If} ${Silent}
      System::Call 'kernel32::AttachConsole(i -1)'
      System::Call 'kernel32::GetStdHandle(i -11) p .r1'
      ${If} $1 P> 0
        FileWrite $1 "$0$\r$\n"
      ${EndIf}
    ${EndIf}
    Pop $1
    Pop $0
  FunctionEnd

  Function ${UN}Stop
    Pop $0
    Pop $1
    Push $0
    Call ${UN}Tell
    ${IfNot} ${Silent}
    ${OrIf} $Update = 1 ; somebody waits for it
      MessageBox MB_OK|MB_ICONEXCLAMATION "$0"
    ${EndIf}
    !if "${UN}" == ""
      ${If} $Update = 1
      ${AndIf} $Closed = 1 ; the version before still works
        Call StartProgram
      ${EndIf}
    !endif
    SetErrorLevel $1
    Quit
  FunctionEnd
!macroend
!insertmacro Telling ""
!insertmacro Telling "un."
