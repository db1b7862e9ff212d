package org.fangpin110.platform.i18n;

/** The languages of the message files. Chinese is complete and the default; Mongolian is a slot that falls back to it. */
public enum Language {
    ZH("zh_CN", "zh-CN"),
    EN("en", "en"),
    MN("mn", "mn");

    private final String suffix;
    private final String tag;

    Language(String suffix, String tag) {
        this.suffix = suffix;
        this.tag = tag;
    }

    String suffix() {
        return suffix;
    }

    /** The tag of Content-Language. */
    public String tag() {
        return tag;
    }

    /** The first language of an Accept-Language header that we speak; Chinese when there is none. */
    public static Language of(String acceptLanguage) {
        if (acceptLanguage == null) {
            return ZH;
        }
        for (String part : acceptLanguage.split(",", 8)) {
            String wanted = part.strip().toLowerCase(java.util.Locale.ROOT);
            for (Language language : values()) {
                if (wanted.startsWith(language.name().toLowerCase(java.util.Locale.ROOT))) {
                    return language;
                }
            }
        }
        return ZH;
    }
}
