package httpapi

import (
	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/identity"
)

// roles is a set of roles.
type roles uint16

// The roles as bits; visitor stands for everybody, signed in or not.
const (
	visitor roles = 1 << iota
	consumer
	householder
	station
	supplierAdmin
	town
	district
	auditor

	// ownOnly is no role: what is the person's own, orders, addresses, revenue, is
	// shown to sessions that a code to the person's phone has opened. A password
	// may have been set by the office.
	ownOnly

	signedIn = consumer | householder | station | supplierAdmin | town | district | auditor
	office   = town | district | auditor
)

var roleBits = map[identity.Role]roles{
	identity.Consumer:        consumer,
	identity.Household:       householder,
	identity.StationOperator: station,
	identity.SupplierAdmin:   supplierAdmin,
	identity.TownReviewer:    town,
	identity.DistrictAdmin:   district,
	identity.Auditor:         auditor,
}

// access says who may call which operation. What they see of it is narrowed
// further by their region and organisation inside the query.
var access = map[string]roles{
	"authCreateSmsCode":  visitor,
	"authCreateSession":  visitor,
	"authGetSession":     visitor,
	"authDeleteSession":  signedIn,
	"authPutSessionRole": signedIn,
	"authPutPassword":    station | supplierAdmin | office,

	"shopGetHome":        visitor,
	"shopListCategories": visitor,
	"shopListProducts":   visitor,
	"shopGetProduct":     visitor,
	"shopListVillages":   visitor,
	"shopGetVillage":     visitor,
	"shopGetLot":         visitor,
	"shopListDivisions":  visitor,
	"shopParseAddress":   visitor,
	"shopCreateQuote":    visitor,

	"meListAddresses":          signedIn | ownOnly,
	"meCreateAddress":          signedIn | ownOnly,
	"mePutAddress":             signedIn | ownOnly,
	"meDeleteAddress":          signedIn | ownOnly,
	"meCreateCheckout":         signedIn | ownOnly,
	"meGetCheckout":            signedIn | ownOnly,
	"meListOrders":             signedIn | ownOnly,
	"meGetOrder":               signedIn | ownOnly,
	"meCancelOrder":            signedIn | ownOnly,
	"meSignOrder":              signedIn | ownOnly,
	"meQueryPayment":           signedIn | ownOnly,
	"meListHouseholds":         signedIn | ownOnly,
	"meListHouseholdCredits":   signedIn | ownOnly,
	"meListHouseholdPayouts":   signedIn | ownOnly,
	"meListHouseholdDividends": signedIn | ownOnly,
	"meListHouseholdClaims":    signedIn | ownOnly,
	"meCreateObjection":        signedIn | ownOnly,
	"meCreateDispute":          signedIn | ownOnly,
	"meListHouseholdViewers":   signedIn | ownOnly,
	"meGetSlip":                signedIn | ownOnly,
	"meCreateHouseholdBinding": signedIn | ownOnly,

	"notifyReceive": visitor,

	"stationGetToday":           station,
	"stationListHouseholds":     station,
	"stationCreateConsent":      station,
	"stationGetPayee":           station,
	"stationPutPayee":           station,
	"stationCreatePayout":       station,
	"stationListProduce":        station,
	"stationListLots":           station,
	"stationCreateLot":          station,
	"stationGetLot":             station,
	"stationCreateContribution": station,
	"stationDeleteContribution": station,
	"stationSealLot":            station,
	"stationListStock":          station,
	"stationListProducts":       station,
	"stationCreateProduct":      station,
	"stationGetProduct":         station,
	"stationPutProduct":         station,
	"stationSubmitProduct":      station,
	"stationSuspendProduct":     station,
	"stationResumeProduct":      station,
	"stationReviseProduct":      station,
	"stationRetireProduct":      station,
	"stationPutPictures":        station,
	"stationPutSkuPrice":        station,
	"stationCreateMedia":        station,
	"stationGetOptions":         station,
	"stationListOrders":         station,
	"stationGetOrder":           station,
	"stationPackOrder":          station,
	"stationUnpackOrder":        station,
	"stationShipOrder":          station,
	"stationCancelOrder":        station,
	"stationListCredits":        station,
	"stationListClaims":         station,
	"stationCreateObjection":    station,
	"stationGetPassbook":        station,
	"stationGetCard":            station,
	"stationCreateCard":         station,
	"stationDeleteCard":         station,
	"stationOpenCard":           station,
	"stationListViewers":        station,
	"stationCreateViewer":       station,
	"stationDeleteViewer":       station,
	"stationGetSlip":            station,
	"stationCreateDispute":      station,
	"stationListDisputes":       station,
	"stationAnswerDispute":      station,

	"supplierGetProfile":            supplierAdmin,
	"supplierListBenefitLinks":      supplierAdmin,
	"supplierCreateBenefitLink":     supplierAdmin,
	"supplierCreateBenefitVersion":  supplierAdmin,
	"supplierListBenefitVersions":   supplierAdmin,
	"supplierPreviewBenefit":        supplierAdmin,
	"supplierGetOptions":            supplierAdmin,
	"supplierListFreightTemplates":  supplierAdmin,
	"supplierCreateFreightTemplate": supplierAdmin,
	"supplierPutFreightTemplate":    supplierAdmin,
	"supplierListOrders":            supplierAdmin,
	"supplierGetOrder":              supplierAdmin,
	"supplierListCredits":           supplierAdmin,
	"supplierGetBook":               supplierAdmin,
	"supplierPutBook":               supplierAdmin,
	"supplierGetBookMonth":          supplierAdmin,
	"supplierGetVoucherFile":        supplierAdmin,
	"supplierAskClose":              supplierAdmin,
	"supplierConfirmClose":          supplierAdmin,
	"supplierListPayouts":           supplierAdmin,
	"supplierCreatePayout":          supplierAdmin,
	"supplierListPayoutOwed":        supplierAdmin,
	"supplierGetPayout":             supplierAdmin,
	"supplierListPayoutLines":       supplierAdmin,
	"supplierCheckPayout":           supplierAdmin,
	"supplierApprovePayout":         supplierAdmin,
	"supplierCancelPayout":          supplierAdmin,
	"supplierExportPayout":          supplierAdmin,
	"supplierGetPayoutFile":         supplierAdmin,
	"supplierCreatePayoutResult":    supplierAdmin,
	"supplierListCorrections":       supplierAdmin,
	"supplierCreateCorrection":      supplierAdmin,
	"supplierListRecoverables":      supplierAdmin,
	"supplierListRecoveries":        supplierAdmin,
	"supplierCreateRecovery":        supplierAdmin,
	"supplierListCorrectable":       supplierAdmin,

	"supplierListShares":              supplierAdmin,
	"supplierPutShares":               supplierAdmin,
	"supplierListDistributions":       supplierAdmin,
	"supplierCreateDistribution":      supplierAdmin,
	"supplierPreviewDistribution":     supplierAdmin,
	"supplierGetDistribution":         supplierAdmin,
	"supplierCreateDistributionPaper": supplierAdmin,
	"supplierNoticeDistribution":      supplierAdmin,
	"supplierPutDistributionVote":     supplierAdmin,
	"supplierPostDistribution":        supplierAdmin,
	"supplierWithdrawDistribution":    supplierAdmin,
	"supplierGetDistributionPaper":    supplierAdmin,

	"districtGetOverview":               office,
	"districtListPlaces":                office,
	"districtListSuppliers":             office,
	"districtCreateSupplier":            district,
	"districtGetSupplier":               office,
	"districtVerifySupplier":            district,
	"districtGetOptions":                district,
	"districtListProduce":               office,
	"districtCreateProduce":             district,
	"districtPutProduce":                district,
	"districtListStations":              office,
	"districtCreateStation":             district,
	"districtGetStation":                office,
	"districtPutStation":                district,
	"districtCloseStation":              district,
	"districtReopenStation":             district,
	"districtListHouseholdImports":      district,
	"districtCreateHouseholdImport":     district,
	"districtGetHouseholdImport":        district,
	"districtListHouseholdImportErrors": district,
	"districtListHouseholds":            town | district,
	"districtGetHousehold":              town | district,
	"districtGetSlip":                   town | district,
	"districtListReviews":               town | district,
	"districtGetReview":                 town | district,
	"districtCreateReview":              town | district,
	"districtListOrders":                office,
	"districtGetOrder":                  office,
	"districtCreateRefund":              district,
	"districtListClaims":                office,
	"districtDecideClaim":               district,
	"districtListDisputes":              office,
	"districtTakeDispute":               town | district,
	"districtAnswerDispute":             town | district,
	"districtListJournals":              district | auditor,
	"districtGetJournal":                district | auditor,
	"districtListVillages":              office,
	"districtListAnomalies":             district | auditor,
	"districtListUsers":                 district,
	"districtCreateUser":                district,
	"districtGetUser":                   district,
	"districtDisableUser":               district,
	"districtEnableUser":                district,
	"districtEndGrant":                  district,
	"districtListAudit":                 district | auditor,
	"districtGetDoctor":                 district | auditor,
	"districtRunDoctor":                 district | auditor,
	"districtLiftStop":                  district,
	"districtListCorrections":           district | auditor,
	"districtDecideCorrection":          district,
	"districtListRecoveries":            district | auditor,
	"districtDecideRecovery":            district,

	"districtListDistributions":    office,
	"districtGetDistribution":      office,
	"districtApproveDistribution":  town | district,
	"districtGetDistributionPaper": office,

	"districtCreateCheckpoint": district,

	"publicGetVillage": visitor,
	"publicGetSummary": visitor,

	"publicListMonths":   visitor,
	"publicGetMonth":     visitor,
	"publicGetMonthFile": visitor,

	"publicGetProof":        visitor,
	"publicListCheckpoints": visitor,
	"publicGetConsistency":  visitor,
	"publicGetLogKey":       visitor,
}

// admit refuses whoever the table does not let in.
func (s *Server) admit(c *gin.Context) {
	op := s.contract.of(c)
	who := actorOf(c)
	switch {
	case op.may&visitor != 0:
	case !who.SignedIn():
		fail(c, errSignIn)
	case op.may&roleBits[identity.Role(who.Role)] == 0:
		fail(c, errRole)
	case op.may&ownOnly != 0 && !callerOf(c).session.ByCode:
		fail(c, errByCode)
	}
}
