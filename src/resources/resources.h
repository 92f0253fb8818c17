/* resources.h - every resource of the API; each is declared in the file of its name. */
#ifndef GLIMT_RESOURCES_RESOURCES_H
#define GLIMT_RESOURCES_RESOURCES_H

#include "api/change.h"
#include "api/resource.h"

/* All of them, in the order of the documentation; ends with NULL. Defined in all.c. */
extern const struct resource *const all_resources[];

/* The API's endpoints. */
extern const struct resource contacts;
extern const struct resource absence_projects, activities, allowances, articles, company_cars,
    contact_tags, countries, equipments, internal_projects, time_additions, time_articles,
    time_codes, users;

/* Only referred to; people manage them elsewhere. */
extern const struct resource cost_centers, departments, equipment_types, schedules,
    time_reporting_profiles, units, user_tags;

/* The postal address of contacts and users: street_address, additional_address, postal_code,
 * city, state and country_id, each with the prefix that the GROUP's `column` names. */
extern const struct group address;

/* Who made and last changed a row; the server fills the four columns in. The properties are named
 * differently from one resource to another. */
#define AUTHORSHIP(created, creator, updated, updater)                                             \
    {created, INSTANT, FIXED | NOT_NULL | CREATED_AT, "When it was made", .column = "created_at"}, \
        {creator,     REFERENCE, FIXED | CREATED_BY, "Who made it", .column = "created_by_id",     \
         .to = &users},                                                                            \
        {updated, INSTANT, FIXED | UPDATED_AT, "When it last changed", .column = "updated_at"}, {  \
        updater, REFERENCE, FIXED | UPDATED_BY, "Who last changed it", .column = "updated_by_id",  \
                                                                       .to = &users                \
    }

#endif
