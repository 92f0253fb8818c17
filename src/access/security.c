/* security.c - the kinds of the security log, in one table. */
#include "access/security.h"

const char *const security_kinds[] = {
    [SECURITY_WRONG_PASSWORD] = "wrongPassword",
    [SECURITY_UNKNOWN_LOGIN] = "unknownLogin",
    [SECURITY_NO_PASSWORD] = "noPassword",
    [SECURITY_HAS_LEFT] = "hasLeft",
    [SECURITY_WRONG_CODE] = "wrongCode",
    [SECURITY_WRONG_RECOVERY_CODE] = "wrongRecoveryCode",
    [SECURITY_WRONG_LINK] = "wrongLink",
    [SECURITY_THROTTLED] = "throttled",
    [SECURITY_WRONG_SECRET] = "wrongSecret",
    [SECURITY_UNKNOWN_TOKEN] = "unknownToken",
    [SECURITY_EXPIRED_TOKEN] = "expiredToken",
    [SECURITY_UNKNOWN_SESSION] = "unknownSession",
    [SECURITY_WRONG_ADDRESS] = "wrongAddress",
    [SECURITY_NO_PERMISSION] = "noPermission",
    [SECURITY_NO_RIGHT] = "noRight",
    [SECURITY_LACKS_CODES] = "lacksCodes",
    [SECURITY_FOREIGN_REQUEST] = "foreignRequest",
    [SECURITY_CODE_ASKED] = "codeAsked",
    [SECURITY_TOKEN_FETCHED] = "tokenFetched",
    [SECURITY_OLDEST_TOKEN_ENDED] = "oldestTokenEnded",
    [SECURITY_LOG_EXPORTED] = "logExported",
    [SECURITY_SIGNED_IN] = "signedIn",
    [SECURITY_NEW_PLACE] = "newPlace",
    [SECURITY_RECOVERY_CODE_USED] = "recoveryCodeUsed",
    [SECURITY_SIGNED_OUT] = "signedOut",
    [SECURITY_SESSION_ENDED] = "sessionEnded",
    [SECURITY_SESSIONS_ENDED] = "sessionsEnded",
    [SECURITY_PASSWORD_CHANGED] = "passwordChanged",
    [SECURITY_PASSWORD_RESET] = "passwordReset",
    [SECURITY_EMAIL_CHANGED] = "emailChanged",
    [SECURITY_CODES_ADDED] = "codesAdded",
    [SECURITY_CODES_REMOVED] = "codesRemoved",
    [SECURITY_CODES_DEMANDED] = "codesDemanded",
    [SECURITY_CODES_NOT_DEMANDED] = "codesNotDemanded",
    [SECURITY_LOGIN_REMOVED] = "loginRemoved",
    [SECURITY_INVITED] = "invited",
    [SECURITY_INVITATION_USED] = "invitationUsed",
    [SECURITY_RIGHTS_CHANGED] = "rightsChanged",
    [SECURITY_APPLICATION_MADE] = "applicationMade",
    [SECURITY_APPLICATION_CHANGED] = "applicationChanged",
    [SECURITY_APPLICATION_ENDED] = "applicationEnded",
    [SECURITY_SECRET_MADE] = "secretMade",
    [SECURITY_STATIC_TOKEN_MADE] = "staticTokenMade",
    [SECURITY_TOKEN_ENDED] = "tokenEnded",
    [SECURITY_KINDS] = NULL,
};

const char *const security_outcomes[] = {"refused", "succeeded", NULL};

enum security_side security_side(enum security_kind kind) {
    return kind < SECURITY_STRANGERS_END ? SECURITY_OF_STRANGERS : SECURITY_OF_KNOWN;
}

const char *security_outcome(enum security_kind kind) {
    return security_outcomes[kind >= SECURITY_REFUSED_END];
}
