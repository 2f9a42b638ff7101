; What Windows is told of the program: SHCTX is HKEY_CURRENT_USER or, for all users, HKEY_LOCAL_MACHINE.

Function Register
  WriteRegStr SHCTX "${KEY}" "InstallDir" $INSTDIR
  WriteRegStr SHCTX "${KEY}" "Version" "${VERSION}"

  WriteRegStr SHCTX "${ENTRY}" "DisplayName" "Caseroom"
  WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\Caseroom.exe,0"
  WriteRegStr SHCTX "${ENTRY}" "Publisher" "Caseroom"
  WriteRegStr SHCTX "${ENTRY}" "InstallLocation" $INSTDIR
  WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" ${KB}
  WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
  WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1

  WriteRegStr SHCTX "Software\Classes\${PROGID}" "" "$(kind_of_file)"
  WriteRegStr SHCTX "Software\Classes\${PROGID}" "AppUserModelID" "${APP_ID}"
  WriteRegStr SHCTX "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\Caseroom.exe,0"
  WriteRegStr SHCTX "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\Caseroom.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.caseroom" "" "${PROGID}"
  WriteRegStr SHCTX "Software\Classes\.caseroom\OpenWithProgids" "${PROGID}" ""
  Call FilesChanged

  SetOutPath $INSTDIR ; a shortcut starts where this is
  CreateShortcut "$SMPROGRAMS\Caseroom.lnk" "$INSTDIR\Caseroom.exe" "" "$INSTDIR\Caseroom.exe" 0 \
    SW_SHOWNORMAL "" "$(what_it_is)"
  Call NameShortcut
FunctionEnd

; Gives the shortcut the program's AppUserModelID, under which Windows groups its windows on the
; taskbar and shows its notifications. NSIS knows no command for it. If it fails the shortcut works
; all the same.
Function NameShortcut
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("$SMPROGRAMS\Caseroom.lnk",${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
        System::Call 'oleaut32::SysAllocString(w "${APP_ID}")p.r5'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r5)p.r4'
        ${IPropertyStore::SetValue} $2 '($3,$4)'
        ${IPropertyStore::Commit} $2 ""
        System::Call 'oleaut32::SysFreeString(p r5)'
        System::Free $3
        System::Free $4
        ${IUnknown::Release} $2 ""
        ${IPersistFile::Save} $1 '("$SMPROGRAMS\Caseroom.lnk",1)'
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
FunctionEnd

Function un.Unregister
  Delete "$SMPROGRAMS\Caseroom.lnk"
  DeleteRegKey SHCTX "${ENTRY}"
  DeleteRegKey SHCTX "Software\Classes\${PROGID}"
  DeleteRegValue SHCTX "Software\Classes\.caseroom\OpenWithProgids" "${PROGID}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.caseroom\OpenWithProgids"
  ReadRegStr $0 SHCTX "Software\Classes\.caseroom" ""
  ${If} $0 == "${PROGID}" ; unless another program took the files over
    DeleteRegValue SHCTX "Software\Classes\.caseroom" ""
  ${EndIf}
  DeleteRegKey /ifempty SHCTX "Software\Classes\.caseroom"
  DeleteRegValue SHCTX "${KEY}" "InstallDir"
  DeleteRegValue SHCTX "${KEY}" "Version"
  DeleteRegValue SHCTX "${KEY}" "Office"
  DeleteRegKey /ifempty SHCTX "${KEY}"
  Call un.FilesChanged
FunctionEnd

!macro FilesChanged UN
  Function ${UN}FilesChanged ; SHCNE_ASSOCCHANGED: the desktop shows the right pictures at once
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  FunctionEnd
!macroend
!insertmacro FilesChanged ""
!insertmacro FilesChanged "un."
