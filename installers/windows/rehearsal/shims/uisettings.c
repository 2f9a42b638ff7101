/* Stands in for two classes of the Windows Runtime that Wine 8 lacks and Qt asks at its start:
   Windows.UI.ViewManagement.UISettings (a light look, black on white, a blue accent) and
   AccessibilitySettings (no high contrast). For the rehearsal only; never shipped.

   One table of functions is an interface; the first six are those of every WinRT object. */

#include <string.h>
#include <windows.h>

#define SLOTS 40
#define FIRST_OWN 6

typedef struct {
    void **functions;
} Object;

static const GUID IID_ACTIVATION_FACTORY = {
    0x00000035, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_UI_SETTINGS = {
    0x85361600, 0x1C63, 0x4627, {0xBC, 0xB1, 0x3A, 0x89, 0xE0, 0xBC, 0x9C, 0x55}};
static const GUID IID_UI_SETTINGS_3 = {
    0x03021BE4, 0x5254, 0x4781, {0x81, 0x94, 0x51, 0x68, 0xF7, 0xD0, 0x6D, 0x7B}};
static const GUID IID_ACCESSIBILITY_SETTINGS = {
    0xFE0E8147, 0xC4C0, 0x4562, {0xB9, 0x62, 0x13, 0x27, 0xB5, 0x2A, 0xD5, 0xB9}};
static const GUID IID_UNKNOWN = {0, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_INSPECTABLE = {
    0xAF86E2E0, 0xB12D, 0x4C6A, {0x9C, 0x5A, 0xD7, 0xAA, 0x65, 0x10, 0x1E, 0x90}};
static const GUID IID_AGILE_OBJECT = {
    0x94EA2B94, 0xE9CC, 0x49E0, {0xC0, 0xFF, 0xEE, 0x64, 0xCA, 0x8F, 0x5B, 0x90}};

static void *of_factory[SLOTS], *of_settings[SLOTS], *of_settings_3[SLOTS], *of_accessibility[SLOTS];
static Object factory = {of_factory}, settings = {of_settings}, settings_3 = {of_settings_3},
              accessibility = {of_accessibility};
static BOOL accessibility_is_wanted;

static BOOL same(const GUID *one, const GUID *other)
{
    return memcmp(one, other, sizeof(GUID)) == 0;
}

static HRESULT STDMETHODCALLTYPE query_interface(Object *self, const GUID *wanted, void **found)
{
    if (!found)
        return E_POINTER;
    *found = NULL;
    if (self == &factory && same(wanted, &IID_ACTIVATION_FACTORY))
        *found = &factory;
    else if (same(wanted, &IID_UI_SETTINGS))
        *found = &settings;
    else if (same(wanted, &IID_UI_SETTINGS_3))
        *found = &settings_3;
    else if (same(wanted, &IID_ACCESSIBILITY_SETTINGS))
        *found = &accessibility;
    else if (same(wanted, &IID_UNKNOWN) || same(wanted, &IID_INSPECTABLE) ||
             same(wanted, &IID_AGILE_OBJECT))
        *found = self;
    return *found ? S_OK : E_NOINTERFACE;
}

/* The objects are static: nobody counts. */
static ULONG STDMETHODCALLTYPE count(Object *self) { return 2; }

static HRESULT STDMETHODCALLTYPE get_iids(Object *self, ULONG *number, GUID **iids)
{
    *number = 0;
    *iids = NULL;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE give_nothing(Object *self, void **out)
{
    if (out)
        *out = NULL;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE get_trust_level(Object *self, int *level)
{
    *level = 0;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE well(Object *self) { return S_OK; }

static HRESULT STDMETHODCALLTYPE activate(Object *self, void **made)
{
    *made = accessibility_is_wanted ? &accessibility : &settings;
    return S_OK;
}

/* UIColorType: 0 is the background, 1 the foreground; the others are shades of the accent. */
static HRESULT STDMETHODCALLTYPE get_color(Object *self, int kind, BYTE *argb)
{
    static const BYTE colors[][4] = {
        {255, 255, 255, 255}, {255, 0, 0, 0}, {255, 0, 0x78, 0xD4}};
    memcpy(argb, colors[kind < 2 ? kind : 2], 4);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE add_handler(Object *self, void *handler, LONGLONG *token)
{
    if (token)
        *token = 1;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE no(Object *self, BYTE *value)
{
    if (value)
        *value = 0;
    return S_OK;
}

static void fill(void **functions)
{
    functions[0] = query_interface;
    functions[1] = functions[2] = count;
    functions[3] = get_iids;
    functions[4] = give_nothing;
    functions[5] = get_trust_level;
    for (int slot = FIRST_OWN; slot < SLOTS; slot++)
        functions[slot] = well;
}

typedef const wchar_t *(WINAPI *BufferOf)(void *, UINT32 *);

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *class_name, void **made)
{
    UINT32 length;
    BufferOf buffer_of = (BufferOf)(void *)GetProcAddress(LoadLibraryA("combase.dll"),
                                                          "WindowsGetStringRawBuffer");
    const wchar_t *name = buffer_of ? buffer_of(class_name, &length) : L"";
    accessibility_is_wanted = wcsstr(name, L"Accessibility") != NULL;
    *made = &factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, void *reserved)
{
    if (reason == DLL_PROCESS_ATTACH) {
        fill(of_factory);
        fill(of_settings);
        fill(of_settings_3);
        fill(of_accessibility);
        of_factory[FIRST_OWN] = activate;
        of_settings_3[FIRST_OWN] = get_color;
        of_settings_3[FIRST_OWN + 1] = add_handler;
        of_accessibility[FIRST_OWN] = no;
        of_accessibility[FIRST_OWN + 1] = give_nothing;
        of_accessibility[FIRST_OWN + 2] = add_handler;
    }
    return TRUE;
}
