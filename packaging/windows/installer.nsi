; makensis -DDIST=folder -DICON=ysgk.ico -DOUT=setup.exe -DVERSION=1.2.3 [-DSIGN=command] installer.nsi
; Per user, no administrator. The program lies in %LOCALAPPDATA%\Programs\ysgk, the clerk's data in %LOCALAPPDATA%\ysgk: they are never touched.
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!define APP "ysgk"
!define TITLE "预算公开填报"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
Name "${TITLE}"
Caption "${TITLE} ${VERSION} 安装"
OutFile "${OUT}"
!ifdef SIGN ; a command that signs the file it is given
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif
SetCompressor /SOLID lzma
SetDateSave off
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
ShowInstDetails nevershow
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "CompanyName" "${TITLE}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "程序装在您自己的用户文件夹里，不需要管理员密码。$\r$\n$\r$\n以前的版本会被换掉，已经录入的数据原样保留。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\ysgk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${TITLE}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Function .onInit
  ; Before anything is copied: 64-bit Windows 10 1809 (build 17763) or later, which Qt needs.
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 是 32 位的，${TITLE}需要 64 位的 Windows 10（1809 版）或更新的系统。没有安装任何东西。" /SD IDOK
    SetErrorLevel 3
    Abort
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 太旧，${TITLE}需要 64 位的 Windows 10（1809 版）或更新的系统。没有安装任何东西。" /SD IDOK
    SetErrorLevel 3
    Abort
  ${EndIf}
  ; What a newer version wrote an older one may not read: go back only by uninstalling first.
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ReadRegStr $1 HKCU "Software\${APP}" "InstallDir"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$1\ysgk.exe"
    ${VersionCompare} "$0" "${VERSION}" $2
    ${If} $2 = 1
      MessageBox MB_OK|MB_ICONSTOP "这台电脑上装着更新的 $0 版，这个安装程序是 ${VERSION} 版。没有安装任何东西。$\r$\n$\r$\n确实要退回旧版，先在“设置 → 应用”里卸载${TITLE}（录入的数据不动），再装。" /SD IDOK
      SetErrorLevel 6
      Abort
    ${EndIf}
  ${EndIf}
FunctionEnd

; A running program keeps its files: ask for it to be closed. Silently, wait for it half a minute, then give up with 4 and change nothing.
!macro WaitUntilClosed un
Function ${un}WaitUntilClosed
  StrCpy $1 0
  again:
  IfFileExists "$INSTDIR\ysgk.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\ysgk.exe" a
  IfErrors running
  FileClose $0
  closed:
  Return
  running:
  IfSilent silent
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在运行。录入的内容都已经存好，关闭它的窗口后点“重试”。" IDRETRY again
  SetErrorLevel 4
  Abort "已取消，什么也没有改变。"
  silent:
  IntOp $1 $1 + 1
  IntCmp $1 60 gave_up
  Sleep 500
  Goto again
  gave_up:
  SetErrorLevel 4
  Abort
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section
  Call WaitUntilClosed
  ; The old files are moved aside and come back when the new ones cannot all be written.
  RMDir /r "$INSTDIR\_old"
  Rename "$INSTDIR\_internal" "$INSTDIR\_old"
  SetOutPath "$INSTDIR"
  ClearErrors
  SetOverwrite try
  File /r "${DIST}/*"
  IfErrors 0 written
    RMDir /r "$INSTDIR\_internal"
    Rename "$INSTDIR\_old" "$INSTDIR\_internal"
    SetErrorLevel 5
    MessageBox MB_OK|MB_ICONSTOP "新版本没有写完（磁盘满了，或者被别的程序占用），原来的版本还在。腾出 200 MB 空间后再装一次。" /SD IDOK
    Abort
  written:
  RMDir /r "$INSTDIR\_old"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateDirectory "$SMPROGRAMS"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\ysgk.exe"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\ysgk.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\ysgk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  WriteRegStr HKCU "Software\Classes\.ysbook" "" "ysgk.book"
  WriteRegStr HKCU "Software\Classes\ysgk.book" "" "预算公开填报文件"
  WriteRegStr HKCU "Software\Classes\ysgk.book\DefaultIcon" "" "$INSTDIR\ysgk.exe,0"
  WriteRegStr HKCU "Software\Classes\ysgk.book\shell\open\command" "" '"$INSTDIR\ysgk.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_old"
  Delete "$INSTDIR\ysgk.exe"
  Delete "$INSTDIR\ysgk-cli.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${APP}"
  DeleteRegKey HKCU "Software\Classes\ysgk.book"
  DeleteRegValue HKCU "Software\Classes\.ysbook" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\.ysbook"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "程序已删除。录入的数据还在 $LOCALAPPDATA\ysgk 里，重新安装后照常打开；确实不要了，再自己删掉那个文件夹。" /SD IDOK
SectionEnd
