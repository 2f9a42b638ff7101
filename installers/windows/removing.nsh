; What the setup put there goes by its list, file by file, and a folder only if it is empty then:
; somebody may have put an office beside the program, or into it.
;
; The list in each version's folder (installers/windows/listing.py writes it) has one line for each
; file, “F ” and its path, then one for each folder, “D ” and its path, the inner ones first.

!define LIST_NAME "installed-files.txt"

!macro Removing UN
  ; Takes the folder of one version. Without a list nothing is touched. What cannot go now keeps
  ; the list too, for the next time.
  Function ${UN}RemoveContents
    Exch $R0
    Push $R1
    Push $R2
    Push $R3
    Push $R4
    StrCpy $R4 0
    ClearErrors
    FileOpen $R1 "$R0\${LIST_NAME}" r
    ${IfNot} ${Errors}
      ${Do}
        ClearErrors
        FileRead $R1 $R2
        ${If} ${Errors}
          ${ExitDo}
        ${EndIf}
        StrCpy $R2 $R2 -2 ; without the line's end
        StrCpy $R3 $R2 2
        StrCpy $R2 $R2 "" 2
        ClearErrors
        ${If} $R3 == "F "
          Delete "$R0\$R2"
          ${If} ${Errors}
            StrCpy $R4 1
          ${EndIf}
        ${ElseIf} $R3 == "D "
          RMDir "$R0\$R2"
        ${EndIf}
      ${Loop}
      FileClose $R1
      ${If} $R4 = 0
        Delete "$R0\${LIST_NAME}"
      ${EndIf}
    ${EndIf}
    RMDir $R0
    ClearErrors
    Pop $R4
    Pop $R3
    Pop $R2
    Pop $R1
    Pop $R0
  FunctionEnd

  ; Takes a folder, and before it the name of the version's folder in it that stays ("" for none).
  Function ${UN}RemoveVersions
    Exch $R0
    Exch
    Exch $R1
    Push $R2
    Push $R3
    SetOutPath $TEMP ; whoever stands in a folder keeps it
    ClearErrors
    FindFirst $R2 $R3 "$R0\app-*"
    ${DoUntil} ${Errors}
      ${If} $R3 != $R1
        Push "$R0\$R3"
        Call ${UN}RemoveContents
      ${EndIf}
      ClearErrors
      FindNext $R2 $R3
    ${Loop}
    FindClose $R2
    ClearErrors
    Pop $R3
    Pop $R2
    Pop $R1
    Pop $R0
  FunctionEnd

  ; Takes the folder of an installation, and leaves nothing there that a setup put there.
  Function ${UN}RemoveProgram
    Exch $R0
    Push ""
    Push $R0
    Call ${UN}RemoveVersions
    Delete "$R0\Caseroom.exe"
    Delete "$R0\caseroom-cli.exe"
    Delete "$R0\Uninstall.exe"
    Delete "$R0\Caseroom.exe.new"
    Delete "$R0\caseroom-cli.exe.new"
    Delete "$R0\Uninstall.exe.new"
    ReadRegStr $0 SHCTX "${KEY}" "Office"
    ${If} $0 != "" ; a pointer of the setup's; one that a person put there stays
      Delete "$R0\${POINTER}"
    ${EndIf}
    RMDir $R0
    Pop $R0
  FunctionEnd
!macroend
!insertmacro Removing ""
!insertmacro Removing "un."
