/* SPDX-License-Identifier: MIT */
#include "mention.h"

/* All that is further away is far away. */
#define MAX_DISTANCE 4
#define MAX_PARAGRAPHS 3
#define MAX_COUNT 4
#define MIN_HERO 2

/* What speaks for somebody, and what against.  Fitted to pronouns of labelled news; halves of it ask for the same. */
static const int part_weights[N_PARTS] = {
    [PART_OWNER] = -8, [PART_OBLIQUE] = -5, [PART_OTHER] = 0, [PART_SUBJECT] = 12, [PART_SPEAKER] = 18,
};
static const int distance_weights[MAX_DISTANCE + 1] = { 20, 14, 2, 0, -10 };
static const int weight_of_known_sex = 8;
static const int weight_of_sure_person = 15;
static const int weight_of_each_paragraph = -14;
static const int weight_of_each_mention = 1;
static const int weight_in_tagged_sentence = -20;
static const int weight_of_hero = 50;

static Mention *
find_mention (Mentions *mentions, const Voice *voice)
{
    for (guint i = 0; i < mentions->n_items; i++)
        if (mentions->items[i].voice == voice)
            return &mentions->items[i];
    return NULL;
}

/* The place of whom the text has not spoken of for longest, once all are taken. */
static Mention *
add_mention (Mentions *mentions)
{
    Mention *oldest = &mentions->items[0];

    if (mentions->n_items < MAX_MENTIONS)
        return &mentions->items[mentions->n_items++];
    for (guint i = 1; i < MAX_MENTIONS; i++)
        if (mentions->items[i].place.sentence < oldest->place.sentence)
            oldest = &mentions->items[i];
    return oldest;
}

void
mentions_note (Mentions *mentions, Voice *voice, Place place, Part part)
{
    Mention *mention = find_mention (mentions, voice);

    if (mention == NULL) {
        mention = add_mention (mentions);
        *mention = (Mention){ voice, place, part, 1 };
    } else if (mention->place.sentence != place.sentence) {
        mention->part = part;
        mention->count++;
    }
    mention->part = MAX (mention->part, part);
    mention->place = place;
}

/* Whoever is spoken of much more than the others, or NULL. */
static const Mention *
find_hero (const Mentions *mentions)
{
    const Mention *hero = NULL;
    guint second = 0;

    for (guint i = 0; i < mentions->n_items; i++) {
        const Mention *mention = &mentions->items[i];

        if (hero == NULL || mention->count > hero->count) {
            second = hero != NULL ? hero->count : 0;
            hero = mention;
        } else {
            second = MAX (second, mention->count);
        }
    }
    return hero != NULL && hero->count >= MIN_HERO && hero->count >= second * 2 ? hero : NULL;
}

static int
score (const Mention *mention, const Mention *hero, const Reference *reference)
{
    guint distance = reference->place.sentence - mention->place.sentence;
    guint n_paragraphs = reference->place.block - mention->place.block;
    int sum = part_weights[mention->part] + distance_weights[MIN (distance, MAX_DISTANCE)];

    if (mention->voice->sex == reference->sex)
        sum += weight_of_known_sex;
    if (mention->voice->is_sure || mention->voice->sex != SEX_UNKNOWN)
        sum += weight_of_sure_person;
    if (distance == 0 && reference->is_tag)
        sum += weight_in_tagged_sentence;
    if (mention == hero && reference->is_story)
        sum += weight_of_hero;
    sum += weight_of_each_paragraph * (int) MIN (n_paragraphs, MAX_PARAGRAPHS);
    return sum + weight_of_each_mention * (int) MIN (mention->count, MAX_COUNT);
}

static gboolean
may_mean (const Mention *mention, const Reference *reference)
{
    const Voice *voice = mention->voice;

    return voice != reference->except
           && (reference->sex == SEX_UNKNOWN || voice->sex == SEX_UNKNOWN || voice->sex == reference->sex);
}

const Mention *
mentions_find (const Mentions *mentions, const Reference *reference)
{
    const Mention *hero = reference->is_story ? find_hero (mentions) : NULL, *best = NULL;
    int best_score = 0;

    for (guint i = 0; i < mentions->n_items; i++) {
        const Mention *mention = &mentions->items[i];
        int value = score (mention, hero, reference);

        if (!may_mean (mention, reference))
            continue;
        if (best == NULL || value > best_score
            || (value == best_score && mention->place.sentence > best->place.sentence)) {
            best = mention;
            best_score = value;
        }
    }
    return best;
}
