/* resources.h - every resource of the API; each is declared in the file of its name. */
#ifndef GLIMT_RESOURCES_RESOURCES_H
#define GLIMT_RESOURCES_RESOURCES_H

#include "change/change.h"
#include "plan/resource.h"

/* All of them, in the order of the documentation; ends with NULL. Defined in all.c. */
extern const struct resource *const all_resources[];

/* What an application may be allowed to do: `read` and `write` of the resources. */
#define CONTACT_READ "Contact_Read"
#define CONTACT_WRITE "Contact_Write"
#define PROJECT_READ "Project_Read"
#define PROJECT_WRITE "Project_Write"
#define TASK_READ "Task_Read"
#define TASK_WRITE "Task_Write"
#define TIMEREPORT_READ "Timereport_Read"
#define TIMEREPORT_WRITE "Timereport_Write"

/* All of them, in the order of their bits (access/access.h); ends with NULL. */
extern const char *const permission_names[];

/* What changes together. */
extern const struct area area_registry, area_contacts, area_projects, area_tasks, area_time;

/* The API's endpoints. */
extern const struct resource contacts, projects, project_comments, task_boards, tasks,
    task_comments, task_checklists, task_attachments, time_reports, user_day_statistics;
extern const struct resource absence_projects, activities, allowances, articles, company_cars,
    contact_tags, countries, equipments, internal_projects, time_additions, time_articles,
    time_codes, users;

/* What clients call although the documentation does not have it. */
extern const struct resource invoices, payment_plans, supplier_invoices, material_report_list,
    opportunities, opportunity_statuses, opportunity_tags, offers, plannings, planned_users;

/* What actions of them are told or answer. */
extern const struct resource invoice_sent, project_time_calculation;

/* Only people see them. */
extern const struct resource account_settings, applications, application_tokens, attest_grid,
    attest_days, audit_entries, security_events, usage_entries, usage_hours, usage_days;

/* What the pages' actions are given and answer. */
extern const struct resource application_secret, application_secret_wish, application_static_token,
    code_demand;
extern const struct resource sign_in_body, sign_in_answer, sign_in_account, session_answer,
    own_sessions, session_row, password_change, password_check, totp_answer, totp_check,
    recovery_codes, invitation_body, invitation_answer, invitation_accepted, invitation_link,
    login_answer;
extern const struct resource day_choice, day_outcome, skipped_days;
extern const struct resource storage_answer, stored_log;

/* Only referred to, and managed by people. */
extern const struct resource booking_projects, cost_centers, departments, equipment_types,
    project_categories, project_collections, project_statuses, project_tags, schedules,
    task_board_columns, task_tags, time_reporting_profiles, units, user_tags;

/* Of no path at all: what people and commands do with logins. */
extern const struct resource logins, invitations;

/* Only within another row. */
extern const struct resource invoice_rows, task_checklist_items, travel_reports, allowance_reports,
    material_reports, equipment_reports, addition_reports, user_days, contact_persons;

/* What actions on days make. */
extern const struct resource locked_days, returned_days;

/* How others show a row that has no more to tell. */
#define NAME_AND_ID                                                                                \
    { "generic.name_id", "id name", false }

/* Clients use the names of these sorts for one another. */
#define CREATED_WORDS "created createdDate"
#define UPDATED_WORDS "updated updatedDate lastUpdated"

/* How others show a user in a task. */
extern const struct view task_member;

/* Values that a number may have. */
extern const struct range not_negative, percent;

/* What people search registries by: text in the name; and whether they can be chosen. */
extern const struct filter named_filters[], active_filters[], titled_filters[];
extern const struct sort by_name[], by_title[];

/* The postal address of contacts and users: street_address, additional_address, postal_code,
 * city, state and country_id, each with the prefix that the GROUP's `column` names. */
extern const struct group address;

/* Sets `completedDate` by `isCompleted`; what was done stays done since then. */
void stamp_completion(struct change *change);

/* In `derive` of what belongs to a time report: a new row has the report's cost center. */
void follow_report(struct change *change);

/* The number of a text of 1 to 18 digits; -1 for any other text. */
int64_t digits_of(struct str text);

/* Who made and last changed a row; the server fills the four columns in. The properties are named
 * differently from one resource to another. */
#define AUTHORSHIP(created, creator, updated, updater)                                             \
    {created, INSTANT, FIXED | NOT_NULL | CREATED_AT, "When it was created",                       \
     .column = "created_at"},                                                                      \
        {creator,     REFERENCE, FIXED | CREATED_BY, "Who created it", .column = "created_by_id",  \
         .to = &users},                                                                            \
        {updated, INSTANT, FIXED | UPDATED_AT, "When it last changed", .column = "updated_at"}, {  \
        updater, REFERENCE, FIXED | UPDATED_BY, "Who last changed it", .column = "updated_by_id",  \
                                                                       .to = &users                \
    }

#endif
