/* Stands in for Windows 10's icuuc.dll, which Wine does not have: Qt 6.10 and later want it to be
   there. Each converter is “unavailable”, so Qt takes its own ones (UTF-8, UTF-16, Latin-1).
   For the rehearsal only; never shipped. */

#define EXPORT __declspec(dllexport)
#define U_FILE_ACCESS_ERROR 4

typedef int UErrorCode;

static void *unavailable(UErrorCode *error)
{
    if (error)
        *error = U_FILE_ACCESS_ERROR;
    return 0;
}

EXPORT void *ucnv_open(const char *name, UErrorCode *error) { return unavailable(error); }
EXPORT void ucnv_close(void *converter) {}
EXPORT void ucnv_reset(void *converter) {}
EXPORT const char *ucnv_getName(void *converter, UErrorCode *error) { return unavailable(error); }
EXPORT signed char ucnv_getMaxCharSize(void *converter) { return 1; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int index) { return 0; }

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, UErrorCode *error)
{
    return unavailable(error);
}

EXPORT int ucnv_toUCountPending(void *converter, UErrorCode *error)
{
    unavailable(error);
    return 0;
}

EXPORT void ucnv_toUnicode(void *converter, void *target, void *target_end, void *source,
                           void *source_end, void *offsets, char flush, UErrorCode *error)
{
    unavailable(error);
}

EXPORT void ucnv_fromUnicode(void *converter, void *target, void *target_end, void *source,
                             void *source_end, void *offsets, char flush, UErrorCode *error)
{
    unavailable(error);
}

EXPORT void ucnv_getToUCallBack(void *converter, void **action, const void **context)
{
    *action = 0;
    *context = 0;
}

EXPORT void ucnv_getFromUCallBack(void *converter, void **action, const void **context)
{
    *action = 0;
    *context = 0;
}

EXPORT void ucnv_setToUCallBack(void *converter, void *action, void *context, void *old_action,
                                void *old_context, UErrorCode *error)
{
    unavailable(error);
}

EXPORT void ucnv_setFromUCallBack(void *converter, void *action, void *context, void *old_action,
                                  void *old_context, UErrorCode *error)
{
    unavailable(error);
}

EXPORT void ucnv_cbToUWriteUChars(void *args, void *source, int length, int offset,
                                  UErrorCode *error)
{
    unavailable(error);
}

EXPORT void ucnv_cbFromUWriteUChars(void *args, void *source, void *end, int offset,
                                    UErrorCode *error)
{
    unavailable(error);
}

EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
