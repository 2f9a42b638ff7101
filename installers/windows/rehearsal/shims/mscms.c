/* Stands in for Windows' colour management, mscms.dll: Wine 8's lacks WcsCreateIccProfile, without
   which Qt 6.10 and later do not load their windows. There is no profile: Qt takes sRGB.
   For the rehearsal only; never shipped. */

#include <windows.h>

#define EXPORT __declspec(dllexport)

EXPORT HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return NULL;
}

EXPORT HANDLE WINAPI OpenColorProfileA(void *profile, DWORD access, DWORD share, DWORD creation)
{
    return NULL;
}

EXPORT HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) { return NULL; }
EXPORT BOOL WINAPI CloseColorProfile(HANDLE profile) { return TRUE; }

EXPORT BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *bytes, DWORD *size)
{
    if (size)
        *size = 0;
    return FALSE;
}
