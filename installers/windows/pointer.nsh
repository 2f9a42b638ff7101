; /OFFICE=path: the office that a fresh PC offers first, as a pointer beside the program.

Function WritePointer
  ${If} $Office == ""
  ${AndIf} $OldDir != $INSTDIR
    ReadRegStr $Office SHCTX "${KEY}" "Office" ; the program moved: its pointer comes along
  ${EndIf}
  ${If} $Office == ""
    Return
  ${EndIf}
  ${StrRep} $0 $Office "\" "\\"
  StrCpy $0 '{"caseroom": 1, "office": "$0"}$\n'
  ; JSON is UTF-8, which NSIS does not write.
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p 0, i 0, p 0, p 0) i .r1'
  System::Alloc $1
  Pop $2
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r0, i -1, p r2, i r1, p 0, p 0)'
  IntOp $1 $1 - 1 ; without the zero at its end
  ClearErrors
  FileOpen $3 "$INSTDIR\${POINTER}.new" w
  System::Call 'kernel32::WriteFile(p r3, p r2, i r1, *i .r4, p 0)'
  FileClose $3
  System::Free $2
  !insertmacro TakePlace "${POINTER}"
  WriteRegStr SHCTX "${KEY}" "Office" $Office
FunctionEnd
