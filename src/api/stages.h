/* stages.h - the stages that the public API and the pages share. */
#ifndef GLIMT_API_STAGES_H
#define GLIMT_API_STAGES_H

#include "api/request.h"

enum outcome be_open(struct request *request) MUST_USE; /* HTTPS, no maintenance: 403, 503 */
enum outcome decode(struct request *request) MUST_USE;  /* query, versions: 400 */

/* Lists, gets, or leaves a write to the writer. */
enum outcome perform_resource(struct request *request) MUST_USE;

#endif
