/* SPDX-License-Identifier: MIT */
#include <libiptcdata/iptc-data.h>

#include "facts.h"

/* IPTC-IIM 4.2 through libiptcdata, which sees whole data sets only, and no more than anybody would write. */

#define MOST_SETS 500
#define MOST_BYTES 100000

/* Of a data set: a tag marker, record, number, and the size in two bytes. */
#define SET_HEAD 5

/* As many data sets as are there and whole; what is longer than two bytes can tell is none that matters. */
static Bytes
bound (Bytes iim)
{
    gsize at = 0;

    for (guint n = 0; n < MOST_SETS && bytes_big (iim, at, 1) == 0x1c; n++) {
        gsize size = bytes_big (iim, at + 3, 2);

        if (size > 0x7fff || !bytes_have (iim, at + SET_HEAD, size) || at + SET_HEAD + size > MOST_BYTES)
            break;
        at += SET_HEAD + size;
    }
    return bytes_part (iim, 0, at);
}

/* Whether or not 1:90 says that it is UTF-8: what is in another encoding is not valid as that by chance. */
static char *
set_text (const IptcDataSet *set)
{
    return text_from_bytes ((Bytes){ set->data, set->size });
}

static char *
find_text (IptcData *data, IptcTag tag)
{
    IptcDataSet *set = iptc_data_get_dataset (data, IPTC_RECORD_APP_2, tag);
    char *text = set != NULL ? set_text (set) : NULL;

    if (set != NULL)
        iptc_dataset_unref (set);
    return text;
}

static void
add_text (IptcData *data, IptcTag tag, Statement *statement, Fact fact)
{
    g_autofree char *text = find_text (data, tag);

    if (text != NULL)
        statement_add (statement, fact, text, -1);
}

static void
add_creators (IptcData *data, Statement *statement)
{
    IptcDataSet *set = iptc_data_get_dataset (data, IPTC_RECORD_APP_2, IPTC_TAG_BYLINE);

    while (set != NULL) {
        IptcDataSet *next = iptc_data_get_next_dataset (data, set, IPTC_RECORD_APP_2, IPTC_TAG_BYLINE);
        g_autofree char *name = set_text (set);

        if (name != NULL)
            statement_add_name (statement, name, -1);
        iptc_dataset_unref (set);
        set = next;
    }
}

static void
add_place (IptcData *data, Statement *statement)
{
    g_autofree char *city = find_text (data, IPTC_TAG_CITY);
    g_autofree char *sublocation = city == NULL ? find_text (data, IPTC_TAG_SUBLOCATION) : NULL;
    g_autofree char *state = find_text (data, IPTC_TAG_STATE);
    g_autofree char *country = find_text (data, IPTC_TAG_COUNTRY_NAME);

    statement_add_place (statement, (const char *const[]){ city != NULL ? city : sublocation, state, country });
}

/* "19990501", "100000+0200" */
static void
add_date (IptcData *data, Statement *statement)
{
    g_autofree char *date = find_text (data, IPTC_TAG_DATE_CREATED);
    g_autofree char *time = find_text (data, IPTC_TAG_TIME_CREATED);
    g_autofree char *both = date != NULL && time != NULL && strlen (date) == 8 ? g_strconcat (date, time, NULL) : NULL;

    if (date != NULL)
        statement_add_date (statement, both != NULL ? both : date, NULL);
}

void
iim_read (Bytes iim, Statement *statement)
{
    static const struct {
        IptcTag tag;
        Fact fact;
    } texts[] = {
        { IPTC_TAG_HEADLINE, FACT_HEADLINE },   { IPTC_TAG_OBJECT_NAME, FACT_HEADLINE },
        { IPTC_TAG_CAPTION, FACT_DESCRIPTION }, { IPTC_TAG_CREDIT, FACT_CREDIT },
        { IPTC_TAG_SOURCE, FACT_SOURCE },       { IPTC_TAG_COPYRIGHT_NOTICE, FACT_RIGHTS },
    };
    Bytes bounded = bound (iim);
    IptcData *data = bounded.size > 0 ? iptc_data_new_from_data (bounded.data, (unsigned int) bounded.size) : NULL;

    if (data == NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        add_text (data, texts[i].tag, statement, texts[i].fact);
    add_creators (data, statement);
    add_place (data, statement);
    add_date (data, statement);
    iptc_data_unref (data);
}

gboolean
iim_is_of_digest (Bytes iim, Bytes digest)
{
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
    guint8 made[16];
    gsize size = sizeof made;

    if (digest.size != size)
        return FALSE;
    g_checksum_update (checksum, iim.data, (gssize) iim.size);
    g_checksum_get_digest (checksum, made, &size);
    return memcmp (made, digest.data, size) == 0;
}
