; What is decided before anything is changed: for whom, where, and whether at all.

Function .onInit
  ${GetParameters} $R0
  Call ReadLanguage
  ClearErrors
  ${GetOptions} $R0 "/?" $R1
  ${IfNot} ${Errors}
    MessageBox MB_OK|MB_ICONINFORMATION "$(usage)"
    SetErrorLevel 0
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Stop 1150 "$(too_old)"
  ${EndIf}
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Local\Caseroom-Setup") p .r0 ?e'
  Pop $0
  ${If} $0 = 183 ; ERROR_ALREADY_EXISTS
    !insertmacro Stop 1618 "$(another_setup)"
  ${EndIf}
  Call ReadSwitches
  Call Begin
FunctionEnd

Function ReadLanguage ; Windows' own, or what /LANG= says
  ClearErrors
  ${GetOptions} $R0 "/LANG=" $R1
  ${If} $R1 == "es"
    StrCpy $LANGUAGE ${LANG_SPANISH}
  ${ElseIf} $R1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
FunctionEnd

Function ReadSwitches
  ; Who starts it from a program or from PowerShell gets the quotation mark before the switch.
  ${StrRep} $R0 $R0 '"/OFFICE=' '/OFFICE="'
  Call QuoteOffice
  ClearErrors
  ${GetOptions} $R0 "/OFFICE=" $Office
  ClearErrors
  ${GetOptions} $R0 "/UPDATE" $R1
  ${IfNot} ${Errors}
    StrCpy $Update 1
  ${EndIf}
  StrCpy $Asked 1
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $Everyone 1
    Return
  ${EndIf}
  StrCpy $Everyone 0
  ClearErrors
  ${GetOptions} $R0 "/CURRENTUSER" $R1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  StrCpy $Asked 0
  ; No switch: what is installed is brought up to date. One's own goes first, since it is the one
  ; that opens one's files; where there is only one for all users, it is that.
  ReadRegStr $R1 HKCU "${KEY}" "InstallDir"
  ReadRegStr $R2 HKLM "${KEY}" "InstallDir"
  ${If} $R1 == ""
  ${AndIf} $R2 != ""
  ${AndIf} ${FileExists} "$R2\Caseroom.exe"
    StrCpy $Everyone 1
  ${EndIf}
FunctionEnd

; Puts quotation marks around what /OFFICE= says in $R0, if it has none: without them GetOptions ends
; it at a slash, which is a switch to it, and an address of a server holds three. An apostrophe in it
; would take in the switches that follow. It goes to the next switch, or to the end.
Function QuoteOffice
  ${StrStr} $R2 $R0 "/OFFICE="
  ${If} $R2 == ""
    Return
  ${EndIf}
  StrCpy $R3 $R2 "" 8
  ${StrStr} $R4 $R3 " /"
  StrLen $R1 $R4
  ${If} $R1 > 0
    StrCpy $R3 $R3 -$R1
  ${EndIf}
  StrCpy $R1 $R3 1
  ${DoWhile} $R1 == " "
    StrCpy $R3 $R3 "" 1
    StrCpy $R1 $R3 1
  ${Loop}
  ${If} $R1 == '"'
  ${OrIf} $R1 == "'"
    Return
  ${EndIf}
  StrCpy $R1 $R3 1 -1
  ${DoWhile} $R1 == " "
    StrCpy $R3 $R3 -1
    StrCpy $R1 $R3 1 -1
  ${Loop}
  StrLen $R1 $R2
  StrCpy $R0 $R0 -$R1
  StrCpy $R0 '$R0/OFFICE="$R3"$R4'
FunctionEnd

; Once it is known for whom: takes the rights, looks at what is there, says where it will go.
Function Begin
  ${If} $Everyone = 1
    SetShellVarContext all
    Call TakeRights
  ${Else}
    SetShellVarContext current
  ${EndIf}
  ReadRegStr $OldDir SHCTX "${KEY}" "InstallDir"
  ReadRegStr $OldVersion SHCTX "${KEY}" "Version"
  ${IfNot} ${FileExists} "$OldDir\Caseroom.exe" ; somebody deleted it by hand
    StrCpy $OldDir ""
    StrCpy $OldVersion ""
  ${EndIf}
  ${If} $OldVersion != ""
    ${VersionCompare} $OldVersion ${VERSION} $0
    ${If} $0 = 1
      !insertmacro Stop 1638 "$(newer)"
    ${EndIf}
  ${EndIf}
  ${If} $INSTDIR == "" ; /D= was not given
    ${If} $OldDir != ""
      StrCpy $INSTDIR $OldDir
    ${ElseIf} $Everyone = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\Caseroom"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Caseroom"
    ${EndIf}
  ${EndIf}
  Call RefuseOffice
FunctionEnd

Function TakeRights
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 == "Admin"
    Return
  ${EndIf}
  ${If} ${Silent}
    !insertmacro Stop 740 "$(needs_administrator)"
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ExecShell "runas" "$EXEPATH" "/ALLUSERS $R0"
  ${If} ${Errors}
    !insertmacro Stop 1223 "$(needs_administrator)"
  ${EndIf}
  Quit
FunctionEnd

; Nobody's records belong into a program's folder.
Function RefuseOffice
  ${If} ${FileExists} "$INSTDIR\office.db"
    !insertmacro Stop 87 "$(is_an_office)"
  ${EndIf}
FunctionEnd

; ---- pages ----

Function OnlyWhenNew
  ${If} $OldDir != ""
    Abort ; the page is left out
  ${EndIf}
FunctionEnd

Function FolderChosen
  ${If} ${FileExists} "$INSTDIR\office.db"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(is_an_office)"
    Abort
  ${EndIf}
FunctionEnd

Var ForMe
Var ForAll

Function ForWhom
  ${If} $OldDir != ""
  ${OrIf} $Asked = 1
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(whom_title)" "$(whom_subtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 12u "$(whom_me)"
  Pop $ForMe
  ${NSD_CreateLabel} 12u 24u 95% 20u "$(whom_me_means)"
  Pop $0
  ${NSD_CreateRadioButton} 0 52u 100% 12u "$(whom_all)"
  Pop $ForAll
  ${NSD_CreateLabel} 12u 66u 95% 20u "$(whom_all_means)"
  Pop $0
  ${If} $Everyone = 1
    ${NSD_Check} $ForAll
    ${NSD_SetFocus} $ForAll
  ${Else}
    ${NSD_Check} $ForMe
    ${NSD_SetFocus} $ForMe
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function ForWhomChosen
  ${NSD_GetState} $ForAll $0
  ${If} $0 <> $Everyone
    StrCpy $Everyone $0
    StrCpy $INSTDIR ""
    Call Begin
  ${EndIf}
FunctionEnd

Function un.onInit
  ${un.GetParameters} $R0
  ClearErrors
  ${un.GetOptions} $R0 "/LANG=" $R1
  ${If} $R1 == "es"
    StrCpy $LANGUAGE ${LANG_SPANISH}
  ${EndIf}
  StrCpy $0 $INSTDIR "" -1
  ${If} $0 == "\"
    StrCpy $INSTDIR $INSTDIR -1 ; as it stands in the registry
  ${EndIf}
  StrCpy $OldDir $INSTDIR
  StrCpy $Everyone 0
  SetShellVarContext current
  ReadRegStr $0 HKLM "${KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    StrCpy $Everyone 1
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${If} ${Silent}
        !insertmacro Stop 740 "$(needs_administrator)"
      ${EndIf}
      ExecShell "runas" "$INSTDIR\Uninstall.exe"
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd
